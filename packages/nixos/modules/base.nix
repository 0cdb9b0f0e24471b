# What every host has: logins by SSH key alone, a firewall, bounded logs, a store that is cleaned, the right time.
{ config, lib, pkgs, ... }:
let
  inherit (lib) mkDefault mkEnableOption mkIf mkOption types;
  cfg = config.groundplan;
  users = lib.attrValues cfg.users;
  shells = { bash = pkgs.bashInteractive; zsh = pkgs.zsh; fish = pkgs.fish; };
  isUsed = shell: lib.any (user: user.shell == shell) users;
  keysOf = lib.concatMap (user: user.sshKeys);
  isSecurityKey = lib.hasPrefix "sk-";
in
{
  options.groundplan = {
    base.enable = mkEnableOption "the common settings of all hosts";
    hardware = mkOption {
      type = types.nullOr types.str;
      default = null;
      example = "raspberry-pi-4";
      description = "What the topology says the machine is; some modules know quirks of it.";
    };
    users = mkOption {
      default = { };
      description = "People with a login. They have SSH keys and no password, so sudo asks for none.";
      type = types.attrsOf (types.submodule {
        options = {
          description = mkOption {
            type = types.str;
            default = "";
            description = "Full name.";
          };
          shell = mkOption {
            type = types.enum [ "bash" "zsh" "fish" ];
            default = "bash";
            description = "Login shell.";
          };
          groups = mkOption {
            type = types.listOf types.str;
            default = [ ];
            description = "Groups beyond the user's own; members of wheel may become root.";
          };
          sshKeys = mkOption {
            type = types.listOf types.str;
            default = [ ];
            description = "Public keys, as in authorized_keys.";
          };
        };
      });
    };
    ssh = {
      port = mkOption {
        type = types.port;
        default = 22;
        description = "Port of the SSH server. Who may reach it is the firewall's matter.";
      };
      root = mkOption {
        type = types.bool;
        default = false;
        description = "Whether the users may log in as root, too, by their keys.";
      };
      securityKeys = mkOption {
        type = types.bool;
        default = false;
        description = "Whether only keys that live in a security key (sk-…) are accepted.";
      };
    };
    journal.size = mkOption {
      type = types.str;
      default = "256M";
      description = "Most disk space the journal takes (journald.conf(5), SystemMaxUse=).";
    };
    timeServers = mkOption {
      type = types.listOf types.str;
      default = [ ];
      description = "NTP servers; empty for those of NixOS.";
    };
  };

  config = mkIf cfg.base.enable {
    assertions = [
      {
        assertion = lib.all (user: user.sshKeys != [ ]) users;
        message = "groundplan.users: ${
          lib.concatStringsSep ", " (lib.attrNames (lib.filterAttrs (_: user: user.sshKeys == [ ]) cfg.users))
        } has no SSH key and could not log in.";
      }
      {
        assertion = users == [ ] || lib.any (user: lib.elem "wheel" user.groups) users;
        message = "groundplan.users: nobody is in the group wheel, so nobody could administer the host.";
      }
      {
        assertion = !cfg.ssh.securityKeys || users == [ ] || lib.any isSecurityKey (keysOf users);
        message = "groundplan.ssh.securityKeys: no user has a key of a security key (sk-…), so nobody could log in.";
      }
      {
        assertion = config.networking.firewall.enable || config.networking.nftables.enable;
        message = "The host has no firewall: enable networking.firewall or networking.nftables.";
      }
    ];

    services.openssh = {
      enable = true;
      openFirewall = mkDefault false;
      ports = [ cfg.ssh.port ];
      settings = {
        PasswordAuthentication = false;
        KbdInteractiveAuthentication = false;
        PermitRootLogin = if cfg.ssh.root then "prohibit-password" else "no";
        X11Forwarding = false;
        AllowUsers = mkIf (users != [ ]) (lib.attrNames cfg.users ++ lib.optional cfg.ssh.root "root");
        PubkeyAcceptedAlgorithms =
          mkIf cfg.ssh.securityKeys "sk-ssh-ed25519@openssh.com,sk-ecdsa-sha2-nistp256@openssh.com";
      };
    };

    users = {
      mutableUsers = mkDefault (users == [ ]);
      users = lib.mapAttrs (_: user: {
        isNormalUser = true;
        inherit (user) description;
        extraGroups = user.groups;
        shell = shells.${user.shell};
        openssh.authorizedKeys.keys = user.sshKeys;
      }) cfg.users // {
        root = {
          hashedPassword = mkDefault "!";
          openssh.authorizedKeys.keys = mkIf cfg.ssh.root (keysOf users);
        };
      };
    };
    programs.zsh.enable = mkIf (isUsed "zsh") true;
    programs.fish.enable = mkIf (isUsed "fish") true;
    security.sudo.wheelNeedsPassword = mkDefault false;

    services.journald.extraConfig = ''
      SystemMaxUse=${cfg.journal.size}
      MaxRetentionSec=3month
    '';
    services.timesyncd = {
      enable = mkDefault true;
      servers = mkIf (cfg.timeServers != [ ]) cfg.timeServers;
    };

    nix.settings = {
      experimental-features = [ "nix-command" "flakes" ];
      # nixos-rebuild --target-host copies the system as the user who logs in.
      trusted-users = [ "root" "@wheel" ];
      auto-optimise-store = mkDefault true;
    };
    nix.gc = {
      automatic = mkDefault true;
      dates = mkDefault "weekly";
      options = mkDefault "--delete-older-than 30d";
    };
    # Hosts change by a commit and a deployment, never by themselves.
    system.autoUpgrade.enable = mkDefault false;
    boot.tmp.cleanOnBoot = mkDefault true;
  };
}
