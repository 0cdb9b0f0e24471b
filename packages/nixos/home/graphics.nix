# OpenGL and Vulkan on hosts without NixOS: nixGL starts graphical programs with the host's driver.
{ config, lib, ... }:
let
  inherit (lib) mkOption types;
  cfg = config.groundplan.home;
in
{
  options.groundplan.home = {
    graphics = mkOption {
      type = types.nullOr (
        types.enum [
          "mesa"
          "nvidia"
        ]
      );
      default = null;
      description = "The host's driver. Building with nvidia reads its version from the host and so needs --impure.";
    };
    nixGL = mkOption {
      type = types.nullOr types.attrs;
      default = null;
      description = "The packages of nixGL, built from the same nixpkgs as the home.";
    };
  };

  config = lib.mkIf (cfg.graphics != null) {
    assertions = [
      {
        assertion = cfg.nixGL != null;
        message = "groundplan.home.graphics needs groundplan.home.nixGL: the flake's input nixGL.";
      }
      {
        assertion = !cfg.nixos;
        message = "groundplan.home.graphics is for hosts without NixOS; on NixOS remove it.";
      }
    ];
    targets.genericLinux.nixGL = {
      packages = cfg.nixGL;
      defaultWrapper = cfg.graphics;
      installScripts = [ cfg.graphics ];
    };
  };
}
