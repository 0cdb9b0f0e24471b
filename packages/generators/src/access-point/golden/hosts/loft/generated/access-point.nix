# Generated from hosts.loft. Edit topology/topology.ts, then run nx run generate. [groundplan:79b573612bc5]
{
  _file = "topology/topology.ts#hosts.loft";
  services.hostapd = {
    enable = true;
    radios = {
      wlan0 = {
        band = "5g";
        channel = 100;
        countryCode = "FR";
        networks = {
          wlan0 = {
            authentication = {
              mode = "wpa3-sae-transition";
              saePasswordsFile = "/run/secrets/guest-psk";
              wpaPasswordFile = "/run/secrets/guest-psk";
            };
            bssid = "b8:27:eb:00:00:05";
            settings = {
              bridge = "br0";
              wpa_key_mgmt = {
                _type = "override";
                content = "WPA-PSK WPA-PSK-SHA256 SAE";
                priority = 50;
              };
            };
            ssid = "5";
          };
          wlan0-1 = {
            authentication = {
              mode = "wpa3-sae-transition";
              saePasswordsFile = "/run/secrets/cafe-psk";
              wpaPasswordFile = "/run/secrets/cafe-psk";
            };
            bssid = "be:27:eb:00:00:05";
            settings = {
              bridge = "br0";
              wpa_key_mgmt = {
                _type = "override";
                content = "WPA-PSK WPA-PSK-SHA256 SAE";
                priority = 50;
              };
            };
            ssid = "Café \"\${x}\" '' \\";
          };
        };
        wifi4.capabilities = [ ];
        wifi5.enable = true;
      };
      wlan1 = {
        band = "2g";
        channel = 1;
        countryCode = "FR";
        networks = {
          wlan1 = {
            authentication = {
              mode = "wpa3-sae-transition";
              saePasswordsFile = "/run/secrets/guest-psk";
              wpaPasswordFile = "/run/secrets/guest-psk";
            };
            bssid = "02:00:00:00:00:06";
            settings = {
              bridge = "br0";
              wpa_key_mgmt = {
                _type = "override";
                content = "WPA-PSK WPA-PSK-SHA256 SAE";
                priority = 50;
              };
            };
            ssid = "5";
          };
          wlan1-1 = {
            authentication = {
              mode = "wpa3-sae-transition";
              saePasswordsFile = "/run/secrets/cafe-psk";
              wpaPasswordFile = "/run/secrets/cafe-psk";
            };
            bssid = "06:00:00:00:00:06";
            settings = {
              bridge = "br0";
              wpa_key_mgmt = {
                _type = "override";
                content = "WPA-PSK WPA-PSK-SHA256 SAE";
                priority = 50;
              };
            };
            ssid = "Café \"\${x}\" '' \\";
          };
        };
        wifi4.capabilities = [ ];
        wifi5.enable = false;
      };
    };
  };
}
