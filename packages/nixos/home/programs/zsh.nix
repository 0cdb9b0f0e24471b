# Zsh with completion, suggestions and highlighting; with the Powerlevel10k prompt where its settings are given.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  cfg = config.groundplan.home.programs.zsh;
  hasPrompt = cfg.powerlevel10k != null;
in
{
  options.groundplan.home.programs.zsh = {
    enable = lib.mkEnableOption "Zsh";
    powerlevel10k = lib.mkOption {
      type = lib.types.nullOr lib.types.path;
      default = null;
      example = lib.literalExpression "../dotfiles/p10k.zsh";
      description = "The file that `p10k configure` writes. Null: the plain prompt.";
    };
  };

  config = lib.mkIf cfg.enable {
    programs.zsh = {
      enable = true;
      autosuggestion.enable = true;
      dotDir = "${config.xdg.configHome}/zsh";
      enableCompletion = true;
      syntaxHighlighting.enable = true;
      history = {
        extended = true;
        ignoreDups = true;
        save = 100000;
        share = true;
        size = 100000;
      };
      plugins = lib.optional hasPrompt {
        name = "powerlevel10k";
        src = pkgs.zsh-powerlevel10k;
        file = "share/zsh-powerlevel10k/powerlevel10k.zsh-theme";
      };
      initContent = lib.optionalString hasPrompt "source ~/.p10k.zsh";
    };
    home.file = lib.optionalAttrs hasPrompt { ".p10k.zsh".source = cfg.powerlevel10k; };
  };
}
