# What laptop and desktop share beyond the topology: who commits are by, and the files in config and dotfiles.
{
  groundplan.home.programs = {
    git = {
      name = "Gabriel";
      email = "gabriel@example.org";
    };
    tmux = {
      config = ./config/tmux.conf;
      tmuxinator = ./config/tmuxinator;
    };
    vscode.user = ./config/Code/User;
    wezterm.config = ./config/wezterm.lua;
    zsh.powerlevel10k = ./dotfiles/p10k.zsh;
  };
}
