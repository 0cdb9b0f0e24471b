# A resolver for the networks around the host, with unbound.
{ config, lib, ... }:
let
  inherit (lib) mkEnableOption mkIf mkOption types;
  cfg = config.groundplan.services.dns;
in
{
  options.groundplan.services.dns = {
    enable = mkEnableOption "a resolver";
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
            description = "Addresses of nameservers.";
          };
        };
      });
    };
  };

  config = mkIf cfg.enable {
    assertions = [
      {
        assertion = !config.services.dnsmasq.enable;
        message = "groundplan.services.dns: dnsmasq answers on port 53 already.";
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
          interface = [ "0.0.0.0" "::0" ];
          access-control = map (prefix: "${prefix} allow") ([ "127.0.0.0/8" "::1/128" ] ++ cfg.allow);
          hide-identity = true;
          hide-version = true;
          prefetch = true;
          # Names of the site itself are not signed, and answers with private addresses are meant.
          domain-insecure = map (forward: forward.zone) (lib.filter (forward: forward.zone != ".") cfg.forwards);
        };
        forward-zone = map (forward: { name = forward.zone; forward-addr = forward.to; }) cfg.forwards;
      };
    };
  };
}
