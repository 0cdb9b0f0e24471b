# A resolver beside the site's nameserver, with unbound.
{ config, lib, ... }:
let
  inherit (lib) mkEnableOption mkIf mkOption types;
  cfg = config.groundplan.services.dns;
  zones = lib.filter (zone: zone != ".") (map (forward: forward.zone) cfg.forwards);
in
{
  options.groundplan.services.dns = {
    enable = mkEnableOption "a resolver";
    addresses = mkOption {
      type = types.listOf types.str;
      default = [ ];
      description = "Addresses of the host it answers on, beside those of the loopback interface.";
    };
    allow = mkOption {
      type = types.listOf types.str;
      default = [ ];
      description = "Prefixes of the clients that are answered.";
    };
    forwards = mkOption {
      default = [ ];
      description = "Who is asked, by zone; `.` for everything else.";
      type = types.listOf (types.submodule {
        options = {
          zone = mkOption {
            type = types.str;
            default = ".";
            description = "The zone, such as home.arpa.";
          };
          to = mkOption {
            type = types.listOf types.str;
            default = [ ];
            description = "Addresses of nameservers; with TLS as address@853#name.";
          };
          tls = mkOption {
            type = types.bool;
            default = false;
            description = "Whether they are asked over TLS.";
          };
        };
      });
    };
  };

  config = mkIf cfg.enable {
    assertions = [
      {
        # dnsmasq with port 0 does DHCP alone.
        assertion = !config.services.dnsmasq.enable || (config.services.dnsmasq.settings.port or 53) == 0;
        message = "groundplan.services.dns: dnsmasq answers on port 53 already.";
      }
      {
        assertion = !config.services.bind.enable;
        message = "groundplan.services.dns: BIND answers on port 53 already.";
      }
      {
        assertion = lib.all (forward: forward.to != [ ]) cfg.forwards;
        message = "groundplan.services.dns.forwards: a zone has no nameserver.";
      }
    ];
    services.unbound = {
      enable = true;
      resolveLocalQueries = true;
      settings = {
        server = {
          # Not every address: systemd-resolved has port 53 of 127.0.0.53.
          interface = [ "127.0.0.1" "::1" ] ++ cfg.addresses;
          ip-freebind = true;
          access-control = map (prefix: "${prefix} allow") ([ "127.0.0.0/8" "::1/128" ] ++ cfg.allow);
          hide-identity = true;
          hide-version = true;
          prefetch = true;
          # Names of the site itself are not signed, and answers with private addresses are meant.
          domain-insecure = zones;
          # unbound answers for some zones itself otherwise, home.arpa among them.
          local-zone = map (zone: "\"${zone}\" nodefault") zones;
        };
        forward-zone = map (forward: {
          name = forward.zone;
          forward-addr = forward.to;
          forward-tls-upstream = forward.tls;
        }) cfg.forwards;
      };
    };
  };
}
