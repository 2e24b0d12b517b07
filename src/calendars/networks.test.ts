import assert from 'node:assert/strict'
import { it } from 'node:test'
import { isPublic } from './networks.ts'

const closed = `
127.0.0.1 127.1.2.3 0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 172.16.0.1 172.31.255.255 192.168.0.1
169.254.169.254 169.254.170.2 100.64.0.1 100.100.100.200 100.127.255.255 192.0.0.192 192.0.2.1
192.88.99.1 198.18.0.1 198.19.255.255 198.51.100.7 203.0.113.9 224.0.0.1 239.255.255.255 240.0.0.1
255.255.255.255 168.63.129.16 :: ::1 0:0:0:0:0:0:0:1 ::ffff:127.0.0.1 ::ffff:7f00:1
::ffff:93.184.215.14 ::127.0.0.1 64:ff9b::7f00:1 64:ff9b:1::a00:1 2002:7f00:1:: 2002:a9fe:a9fe::1
2001:0:7f00:1:: 2001:20::1 fe80::1 fe80::1%eth0 febf::1 fec0::1 fc00::1 fd00:ec2::254 fdff::1
ff02::1 ff0e::1 100::1 2001:db8::1 3fff::1 4000::1 5f00::1 localhost 2130706433 0x7f000001
017700000001 127.1 1.2.3 1.2.3.4.5 1.2.3.4/8 [::1]`
  .trim()
  .split(/\s+/)
  .concat('', ' 8.8.8.8')
const open = `
1.1.1.1 8.8.8.8 93.184.215.14 11.0.0.1 172.15.255.255 172.32.0.1 192.167.255.255 100.63.255.255
100.128.0.1 169.253.1.1 198.17.0.1 223.255.255.255 168.63.129.17 2606:4700:4700::1111
2a00:1450:4009:81f::200e 2620:0:2d0:200::7 2001:4860:4860::8888`
  .trim()
  .split(/\s+/)

it('takes this machine, private, shared and special networks, and what is no plain address, for none of the internet', () => {
  for (const address of closed) assert.equal(isPublic(address), false, address)
  for (const address of open) assert.equal(isPublic(address), true, address)
})
