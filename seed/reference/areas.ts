// NHS England's regions and integrated care boards, from the Organisation Data Service and the Office for National
// Statistics (Open Government Licence v3). Load them anew from there before going live.

export const regions = [
  { code: 'Y56', ons_code: 'E40000003', name: 'London' },
  { code: 'Y58', ons_code: 'E40000006', name: 'South West' },
  { code: 'Y59', ons_code: 'E40000005', name: 'South East' },
  { code: 'Y60', ons_code: 'E40000011', name: 'Midlands' },
  { code: 'Y61', ons_code: 'E40000007', name: 'East of England' },
  { code: 'Y62', ons_code: 'E40000010', name: 'North West' },
  { code: 'Y63', ons_code: 'E40000012', name: 'North East and Yorkshire' },
]

/** Code, short name, region, first day, first day it is no longer; and the statistics office's code of its land. */
const written: readonly [string, string, string, string, string | null, string][] = [
  ['QOX', 'Bath and North East Somerset, Swindon and Wiltshire', 'Y58', '2022-07-01', null, 'E54000040'],
  ['QHG', 'Bedfordshire, Luton and Milton Keynes', 'Y61', '2022-07-01', '2026-04-01', 'E54000024'],
  ['QHL', 'Birmingham and Solihull', 'Y60', '2022-07-01', null, 'E54000055'],
  ['QUA', 'Black Country', 'Y60', '2022-07-01', null, 'E54000062'],
  ['QUY', 'Bristol, North Somerset and South Gloucestershire', 'Y58', '2022-07-01', null, 'E54000039'],
  ['QU9', 'Buckinghamshire, Oxfordshire and Berkshire West', 'Y59', '2022-07-01', '2026-04-01', 'E54000044'],
  ['QUE', 'Cambridgeshire and Peterborough', 'Y61', '2022-07-01', '2026-04-01', 'E54000056'],
  ['QYG', 'Cheshire and Merseyside', 'Y62', '2022-07-01', null, 'E54000008'],
  ['QT6', 'Cornwall and the Isles of Scilly', 'Y58', '2022-07-01', null, 'E54000036'],
  ['QWU', 'Coventry and Warwickshire', 'Y60', '2022-07-01', null, 'E54000018'],
  ['QJ2', 'Derby and Derbyshire', 'Y60', '2022-07-01', null, 'E54000058'],
  ['QJK', 'Devon', 'Y58', '2022-07-01', null, 'E54000037'],
  ['QVV', 'Dorset', 'Y58', '2022-07-01', null, 'E54000041'],
  ['QNQ', 'Frimley', 'Y59', '2022-07-01', '2026-04-01', 'E54000034'],
  ['QR1', 'Gloucestershire', 'Y58', '2022-07-01', null, 'E54000043'],
  ['QOP', 'Greater Manchester', 'Y62', '2022-07-01', null, 'E54000057'],
  ['QRL', 'Hampshire and Isle of Wight', 'Y59', '2022-07-01', null, 'E54000042'],
  ['QGH', 'Herefordshire and Worcestershire', 'Y60', '2022-07-01', null, 'E54000019'],
  ['QM7', 'Hertfordshire and West Essex', 'Y61', '2022-07-01', '2026-04-01', 'E54000025'],
  ['QOQ', 'Humber and North Yorkshire', 'Y63', '2022-07-01', null, 'E54000051'],
  ['QKS', 'Kent and Medway', 'Y59', '2022-07-01', null, 'E54000032'],
  ['QE1', 'Lancashire and South Cumbria', 'Y62', '2022-07-01', null, 'E54000048'],
  ['QK1', 'Leicester, Leicestershire and Rutland', 'Y60', '2022-07-01', null, 'E54000015'],
  ['QJM', 'Lincolnshire', 'Y60', '2022-07-01', null, 'E54000013'],
  ['QH8', 'Mid and South Essex', 'Y61', '2022-07-01', '2026-04-01', 'E54000026'],
  ['QMM', 'Norfolk and Waveney', 'Y61', '2022-07-01', '2026-04-01', 'E54000022'],
  ['QMJ', 'North Central London', 'Y56', '2022-07-01', '2026-04-01', 'E54000028'],
  ['QMF', 'North East London', 'Y56', '2022-07-01', null, 'E54000029'],
  ['QHM', 'North East and North Cumbria', 'Y63', '2022-07-01', null, 'E54000050'],
  ['QRV', 'North West London', 'Y56', '2022-07-01', '2026-04-01', 'E54000027'],
  ['QPM', 'Northamptonshire', 'Y60', '2022-07-01', null, 'E54000059'],
  ['QT1', 'Nottingham and Nottinghamshire', 'Y60', '2022-07-01', null, 'E54000060'],
  ['QOC', 'Shropshire, Telford and Wrekin', 'Y60', '2022-07-01', null, 'E54000011'],
  ['QSL', 'Somerset', 'Y58', '2022-07-01', null, 'E54000038'],
  ['QKK', 'South East London', 'Y56', '2022-07-01', null, 'E54000030'],
  ['QWE', 'South West London', 'Y56', '2022-07-01', null, 'E54000031'],
  ['QF7', 'South Yorkshire', 'Y63', '2022-07-01', null, 'E54000061'],
  ['QNC', 'Staffordshire and Stoke-on-Trent', 'Y60', '2022-07-01', null, 'E54000010'],
  ['QJG', 'Suffolk and North East Essex', 'Y61', '2022-07-01', '2026-04-01', 'E54000023'],
  ['QXU', 'Surrey Heartlands', 'Y59', '2022-07-01', '2026-04-01', 'E54000063'],
  ['QNX', 'Sussex', 'Y59', '2022-07-01', '2026-04-01', 'E54000064'],
  ['QWO', 'West Yorkshire', 'Y63', '2022-07-01', null, 'E54000054'],
  ['S1Y5D', 'Central East', 'Y61', '2026-04-01', null, 'E54000065'],
  ['D7T5G', 'Essex', 'Y61', '2026-04-01', null, 'E54000066'],
  ['T6Y0W', 'Norfolk and Suffolk', 'Y61', '2026-04-01', null, 'E54000068'],
  ['S9B9J', 'Surrey and Sussex', 'Y59', '2026-04-01', null, 'E54000069'],
  ['S0E4D', 'Thames Valley', 'Y59', '2026-04-01', null, 'E54000070'],
  ['Z9B2Z', 'West and North London', 'Y56', '2026-04-01', null, 'E54000071'],
]

export const boards = written.map(([code, short, region_code, valid_from, valid_to]) => ({
  code,
  name: `NHS ${short} Integrated Care Board`,
  short_name: short,
  region_code,
  valid_from,
  valid_to,
}))

/** One board kept its code while its land grew. */
const grown = { board_code: 'QRL', on: '2026-04-01', ons_code: 'E54000067' }

export const boundaries = written.flatMap(([board_code, , , valid_from, valid_to, ons_code]) =>
  board_code === grown.board_code
    ? [
        { board_code, ons_code, valid_from, valid_to: grown.on },
        { board_code, ons_code: grown.ons_code, valid_from: grown.on, valid_to },
      ]
    : [{ board_code, ons_code, valid_from, valid_to }],
)

export const successions = [
  { from_code: 'QHG', to_code: 'S1Y5D', on_date: '2026-04-01' },
  { from_code: 'QUE', to_code: 'S1Y5D', on_date: '2026-04-01' },
  { from_code: 'QM7', to_code: 'S1Y5D', on_date: '2026-04-01' },
  { from_code: 'QM7', to_code: 'D7T5G', on_date: '2026-04-01' },
  { from_code: 'QH8', to_code: 'D7T5G', on_date: '2026-04-01' },
  { from_code: 'QJG', to_code: 'D7T5G', on_date: '2026-04-01' },
  { from_code: 'QJG', to_code: 'T6Y0W', on_date: '2026-04-01' },
  { from_code: 'QMM', to_code: 'T6Y0W', on_date: '2026-04-01' },
  { from_code: 'QNQ', to_code: 'S0E4D', on_date: '2026-04-01' },
  { from_code: 'QNQ', to_code: 'S9B9J', on_date: '2026-04-01' },
  { from_code: 'QNQ', to_code: 'QRL', on_date: '2026-04-01' },
  { from_code: 'QU9', to_code: 'S0E4D', on_date: '2026-04-01' },
  { from_code: 'QXU', to_code: 'S9B9J', on_date: '2026-04-01' },
  { from_code: 'QNX', to_code: 'S9B9J', on_date: '2026-04-01' },
  { from_code: 'QMJ', to_code: 'Z9B2Z', on_date: '2026-04-01' },
  { from_code: 'QRV', to_code: 'Z9B2Z', on_date: '2026-04-01' },
]

/** Where the places of split boards went as a whole. Of Frimley it is not known place by place. */
export const places = [
  { from_code: 'QM7', place_code: '06K', to_code: 'S1Y5D' },
  { from_code: 'QM7', place_code: '06N', to_code: 'S1Y5D' },
  { from_code: 'QM7', place_code: '07H', to_code: 'D7T5G' },
  { from_code: 'QJG', place_code: '06L', to_code: 'T6Y0W' },
  { from_code: 'QJG', place_code: '07K', to_code: 'T6Y0W' },
  { from_code: 'QJG', place_code: '06T', to_code: 'D7T5G' },
]
