/** The headers of every answer: nothing from elsewhere, nothing framed, nothing kept, nothing told to the next site. */
export function securityHeaders(baseUrl: string): Record<string, string> {
  return {
    'content-security-policy': policy.join('; '),
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': permissions([]),
    'cache-control': 'no-store',
    ...(baseUrl.startsWith('https:') ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' } : {}),
  }
}

/** What a page may ask of the browser and the machine under it: nothing but the powers named, and those for itself. */
export const permissions = (named: readonly Power[]): string =>
  powers.map((power) => `${power}=(${named.includes(power) ? 'self' : ''})`).join(', ')

/** Something that a browser lets a page use, such as the camera. */
export type Power = (typeof powers)[number]

const policy = [
  `default-src 'none'`,
  `style-src 'self'`,
  `script-src 'self'`,
  `img-src 'self'`,
  `font-src 'self'`,
  `connect-src 'self'`,
  `form-action 'self'`,
  `base-uri 'none'`,
  `frame-ancestors 'none'`,
  // A script of ours turns no text into markup or code, and no other may.
  `require-trusted-types-for 'script'`,
  `trusted-types 'none'`,
]

const powers = [
  'accelerometer',
  'autoplay',
  'camera',
  'clipboard-read',
  'display-capture',
  'encrypted-media',
  'fullscreen',
  'gamepad',
  'geolocation',
  'gyroscope',
  'hid',
  'idle-detection',
  'local-fonts',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'picture-in-picture',
  'publickey-credentials-create',
  'publickey-credentials-get',
  'screen-wake-lock',
  'serial',
  'storage-access',
  'usb',
  'xr-spatial-tracking',
] as const
