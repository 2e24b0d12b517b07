/** Kinds of workplace, in the order in which they are shown. */
export const settings = [
  { key: 'general-practice', name: 'General practice', position: 1 },
  { key: 'primary-care-network', name: 'Primary care network', position: 2 },
  { key: 'community-pharmacy', name: 'Community pharmacy', position: 3 },
  { key: 'dental-practice', name: 'Dental practice', position: 4 },
  { key: 'optometry', name: 'Optometry', position: 5 },
  { key: 'urgent-primary-care', name: 'Out-of-hours or urgent primary care', position: 6 },
  { key: 'integrated-care-board', name: 'Integrated care board', position: 7 },
  { key: 'nhs-trust', name: 'NHS trust (secondary care)', position: 8 },
  { key: 'community-services', name: 'Community services', position: 9 },
  { key: 'social-care', name: 'Social care provider', position: 10 },
  { key: 'other', name: 'Other', position: 11 },
]

/** Groups of roles, in the order in which they are shown. */
export const roleGroups = [
  { key: 'gp', name: 'GP', position: 1 },
  { key: 'nurse', name: 'General practice nursing', position: 2 },
  { key: 'dpc', name: 'Other direct patient care in general practice', position: 3 },
  { key: 'personalised-care', name: 'Personalised care', position: 4 },
  { key: 'admin', name: 'Administration, reception or management', position: 5 },
  { key: 'pharmacy', name: 'Community pharmacy', position: 6 },
  { key: 'dental', name: 'Dental', position: 7 },
  { key: 'optometry', name: 'Optometry', position: 8 },
  { key: 'secondary-and-other', name: 'Hospital trust, integrated care board or social care', position: 9 },
]
