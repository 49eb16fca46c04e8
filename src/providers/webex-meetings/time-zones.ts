/**
 * Webex's time zone ids as IANA names, by id: the printed label is no guide, because its offset is
 * the one of winter and its city was renamed over the years.
 * Source: Webex XML API 5.9, table A.1 (ids 0 to 61); 24 and 27 are deprecated, not gone.
 */
const IANA_BY_ID: readonly string[] = [
  'Etc/GMT+12',
  'Pacific/Pago_Pago',
  'Pacific/Honolulu',
  'America/Anchorage',
  'America/Los_Angeles',
  'America/Phoenix',
  'America/Denver',
  'America/Chicago',
  'America/Mexico_City',
  'America/Regina',
  'America/Bogota',
  'America/New_York',
  'America/Indiana/Indianapolis',
  'America/Halifax',
  'America/Caracas',
  'America/St_Johns',
  'America/Sao_Paulo',
  'America/Argentina/Buenos_Aires',
  'Atlantic/South_Georgia',
  'Atlantic/Azores',
  'Africa/Casablanca',
  'Europe/London',
  'Europe/Amsterdam',
  'Europe/Paris',
  'Europe/Prague',
  'Europe/Berlin',
  'Europe/Athens',
  'Europe/Bucharest',
  'Africa/Cairo',
  'Africa/Johannesburg',
  'Europe/Helsinki',
  'Asia/Jerusalem',
  'Asia/Baghdad',
  'Europe/Moscow',
  'Africa/Nairobi',
  'Asia/Tehran',
  'Asia/Muscat',
  'Asia/Baku',
  'Asia/Kabul',
  'Asia/Yekaterinburg',
  'Asia/Karachi',
  'Asia/Kolkata',
  'Asia/Colombo',
  'Asia/Almaty',
  'Asia/Bangkok',
  'Asia/Shanghai',
  'Australia/Perth',
  'Asia/Singapore',
  'Asia/Taipei',
  'Asia/Tokyo',
  'Asia/Seoul',
  'Asia/Yakutsk',
  'Australia/Adelaide',
  'Australia/Darwin',
  'Australia/Brisbane',
  'Australia/Sydney',
  'Pacific/Guam',
  'Australia/Hobart',
  'Asia/Vladivostok',
  'Pacific/Guadalcanal',
  'Pacific/Auckland',
  'Pacific/Fiji',
];

/** A zone as far as the reply tells: an IANA name, or else the fixed offset printed in the label. */
export interface WebexZone {
  iana: string | null;
  /** Minutes east of Greenwich; only where there is no IANA name. */
  offsetMinutes: number | null;
}

/** The zone of a Webex id; ids that the table lacks fall back to the offset in the label. */
export function zoneFor(id: number | null, label: string | null): WebexZone {
  const iana = id === null ? null : (IANA_BY_ID[id] ?? null);
  return { iana, offsetMinutes: iana === null ? offsetIn(label ?? '') : null };
}

function offsetIn(label: string): number | null {
  const found = /GMT\s*([+-])(\d{1,2}):(\d{2})/i.exec(label);
  if (found === null) return null;
  const minutes = Number(found[2]) * 60 + Number(found[3]);
  return found[1] === '-' ? -minutes : minutes;
}
