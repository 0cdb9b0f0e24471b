# Visual Studio Code, with a folder of settings, key bindings and snippets.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  cfg = config.groundplan.home.programs.vscode;
in
{
  options.groundplan.home.programs.vscode = {
    enable = lib.mkEnableOption "Visual Studio Code";
    user = lib.mkOption {
      type = lib.types.nullOr lib.types.path;
      default = null;
      example = lib.literalExpression "../config/Code/User";
      description = "Folder whose files are linked into Code/User; those files can then only be changed here.";
    };
  };

  config = lib.mkIf cfg.enable {
    programs.vscode = {
      enable = true;
      package = config.lib.nixGL.wrap pkgs.vscode;
    };
    xdg.configFile = lib.optionalAttrs (cfg.user != null) {
      "Code/User" = {
        source = cfg.user;
        recursive = true;
      };
    };
  };
}
