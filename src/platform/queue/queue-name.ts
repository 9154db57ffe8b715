/** Of the one queue that all workers share. */
export const QUEUE_NAME = 'haandslag';
