import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';

/** The contract as OpenAPI 3, with operation ids such as `visitsCreate`; the committed copy is docs/openapi.json. */
export function openApiDocument(app: INestApplication): OpenAPIObject {
  const description = new DocumentBuilder()
    .setTitle('Håndslag')
    .setDescription('Errors are RFC 9457 problem documents; lists are paged by `cursor`; PATCH and DELETE need If-Match.')
    .setVersion('1')
    .addCookieAuth('session')
    .build();
  return SwaggerModule.createDocument(app, description, {
    operationIdFactory: (controller, method) => {
      const noun = controller.replace(/Controller$/, '');
      return noun.charAt(0).toLowerCase() + noun.slice(1) + method.charAt(0).toUpperCase() + method.slice(1);
    },
  });
}
