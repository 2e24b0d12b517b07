const small = new Set('and at by in le near next of on super the to under upon with'.split(' '))
const capitals = new Set('CMC GP HMP II III IV NHS PCN PMS UK'.split(' '))
const counties = new Set(
  `AVON|BEDFORDSHIRE|BEDS|BERKSHIRE|BERKS|BUCKINGHAMSHIRE|BUCKS|CAMBRIDGESHIRE|CAMBS|CHESHIRE|CLEVELAND|CO DURHAM|CORNWALL
  |COUNTY DURHAM|CUMBRIA|DERBYSHIRE|DEVON|DORSET|EAST RIDING OF YORKSHIRE|EAST SUSSEX|EAST YORKSHIRE|ESSEX
  |GLOUCESTERSHIRE|GREATER LONDON|GREATER MANCHESTER|HAMPSHIRE|HANTS|HEREFORDSHIRE|HERTFORDSHIRE|HERTS|HUMBERSIDE
  |ISLE OF WIGHT|KENT|LANCASHIRE|LANCS|LEICESTERSHIRE|LEICS|LINCOLNSHIRE|LINCS|MERSEYSIDE|MIDDLESEX|MIDDX|NORFOLK
  |NORTH EAST LINCOLNSHIRE|NORTH LINCOLNSHIRE|NORTH SOMERSET|NORTH YORKSHIRE|NORTHAMPTONSHIRE|NORTHANTS|NORTHUMBERLAND
  |NOTTINGHAMSHIRE|NOTTS|OXFORDSHIRE|OXON|RUTLAND|SALOP|SHROPSHIRE|SOMERSET|SOUTH GLOUCESTERSHIRE|SOUTH HUMBERSIDE
  |SOUTH YORKSHIRE|STAFFORDSHIRE|STAFFS|SUFFOLK|SURREY|SUSSEX|TYNE & WEAR|TYNE AND WEAR|WARWICKSHIRE|WEST MIDLANDS
  |WEST SUSSEX|WEST YORKSHIRE|WILTS|WILTSHIRE|WORCESTERSHIRE|WORCS|ENGLAND|UNITED KINGDOM`.split(/\s*\|/),
)

/** A name published in capitals, as people write it: "THE DENSHAM SURGERY" is "The Densham Surgery". */
export function properly(name: string): string {
  return name
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\p{L}\p{N}'’]+/gu, (word, at: number) => {
      if (capitals.has(word)) return word
      const lower = word.toLowerCase()
      if (/^\d/.test(word)) return /^\d+(st|nd|rd|th)$/.test(lower) ? lower : word
      return at > 0 && small.has(lower) ? lower : capitalised(lower)
    })
}

/** The town of an address: its last part that is not a county. The first line is the building's and is the last resort. */
export function townOf(lines: readonly string[]): string {
  const [building = '', ...rest] = lines.filter((line) => line !== '')
  const parts = rest.flatMap((line) => line.split(',')).map((part) => part.trim())
  const town = parts.findLast((part) => part !== '' && !counties.has(part.replaceAll('.', ' ').trim()))
  return properly(town ?? parts.at(-1) ?? building)
}

const capitalised = (lower: string): string =>
  lower.replace(/^(?:[od]['’]|mc)?\p{L}/u, (start) =>
    start.startsWith('mc') ? `Mc${start.slice(2).toUpperCase()}` : start.toUpperCase(),
  )
