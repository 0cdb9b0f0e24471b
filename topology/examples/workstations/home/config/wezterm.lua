-- The terminal; wezterm is in scope, Home Manager writes the line that loads it.
return {
  hide_tab_bar_if_only_one_tab = true,
  scrollback_lines = 10000,
}
