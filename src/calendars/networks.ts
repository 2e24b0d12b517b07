import { BlockList, isIP } from 'node:net'

/** Networks that are not the public internet: this machine, private and shared ones, those of clouds' own services. */
const closed = `
0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 192.31.196.0/24
192.52.193.0/24 192.88.99.0/24 192.168.0.0/16 192.175.48.0/24 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4
240.0.0.0/4 168.63.129.16/32
2001::/23 2001:db8::/32 2002::/16 2620:4f:8000::/48 3fff::/20`

const listOf = (networks: string) => {
  const list = new BlockList()
  for (const network of networks.trim().split(/\s+/)) {
    const [address = '', bits] = network.split('/')
    list.addSubnet(address, Number(bits), isIP(address) === 6 ? 'ipv6' : 'ipv4')
  }
  return list
}

const notPublic = listOf(closed)
/** All that has been given out of IPv6 for the internet: what maps, translates or tunnels an address of IPv4 lies outside. */
const publicSixth = listOf('2000::/3')

/** Whether an address, as text, is one of the public internet. */
export function isPublic(address: string): boolean {
  const version = isIP(address)
  if (version === 4) return !notPublic.check(address, 'ipv4')
  return (
    version === 6 && !address.includes('%') && publicSixth.check(address, 'ipv6') && !notPublic.check(address, 'ipv6')
  )
}
