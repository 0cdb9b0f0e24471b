// An SSID as hostapd and wpa_supplicant take it without quotes: no character has a meaning in hexadecimal.

/** The bytes in UTF-8. */
export function hexOf(ssid: string): string {
  return encodeURIComponent(ssid).replaceAll(/%(..)|./g, (character, escaped?: string) =>
    (escaped ?? character.charCodeAt(0).toString(16)).toLowerCase(),
  );
}
