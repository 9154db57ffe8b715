import { networkOf, shownNetwork } from './network.rules.js';

describe('the network of an address', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7', '203.0.113.*'],
    ['::ffff:203.0.113.7', '203.0.113.7', '203.0.113.*'],
    ['::1', '0:0:0:0::/64', '0:0:0:0::/64'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64', '2001:db8:1:2::/64'],
    ['2001:DB8:0001:2::9', '2001:db8:1:2::/64', '2001:db8:1:2::/64'],
    ['2001:db8::9', '2001:db8:0:0::/64', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64', 'fe80:0:0:0::/64'],
    ['unknown', 'unknown', 'unknown'],
  ])('%s', (address, network, shown) => {
    expect([networkOf(address), shownNetwork(address)]).toEqual([network, shown]);
  });

  it('is the same for two addresses of one customer, and another for the neighbour', () => {
    expect(networkOf('2001:db8:1:2:aaaa::1')).toBe(networkOf('2001:db8:1:2:bbbb::2'));
    expect(networkOf('2001:db8:1:2::1')).not.toBe(networkOf('2001:db8:1:3::1'));
  });
});
