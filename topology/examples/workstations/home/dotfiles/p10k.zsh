# The prompt: the folder and Git on the left, a failed command's code on the right. Replace it by what p10k configure writes.
typeset -g POWERLEVEL9K_LEFT_PROMPT_ELEMENTS=(dir vcs prompt_char)
typeset -g POWERLEVEL9K_RIGHT_PROMPT_ELEMENTS=(status command_execution_time)
typeset -g POWERLEVEL9K_INSTANT_PROMPT=quiet
