# What every home has: its packages, their licences, the user's age key, and what a host without NixOS needs.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  inherit (lib) mkOption types;
  cfg = config.groundplan.home;
  path = lib.splitString ".";
  known = lib.filter (name: lib.hasAttrByPath (path name) pkgs) cfg.packages;
in
{
  options.groundplan.home = {
    nixos = mkOption {
      type = types.bool;
      default = false;
      description = "Whether the host runs NixOS, whose configuration brings the home along.";
    };
    packages = mkOption {
      type = types.listOf types.str;
      default = [ ];
      example = [
        "reaper"
        "python3Packages.black"
      ];
      description = "Attributes of nixpkgs to install.";
    };
    unfree = mkOption {
      type = types.listOf types.str;
      default = [ ];
      example = [ "reaper" ];
      description = "Names of packages that may be installed although they are not free software.";
    };
  };

  config = {
    assertions = map (name: {
      assertion = lib.elem name known;
      message = "groundplan.home.packages: nixpkgs has no ${name}. Correct the packages of the home in the topology.";
    }) cfg.packages;

    home.packages = map (name: lib.getAttrFromPath (path name) pkgs) known;
    nixpkgs.config.allowUnfreePredicate = package: lib.elem (lib.getName package) cfg.unfree;
    programs.home-manager.enable = !cfg.nixos;
    sops.age.keyFile = "${config.xdg.configHome}/sops/age/keys.txt";
    targets.genericLinux.enable = !cfg.nixos;
    xdg.enable = true;
  };
}
