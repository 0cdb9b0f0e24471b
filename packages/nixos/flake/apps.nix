# nix run .#render and .#deploy: scripts that know the names in the indexes and call the same commands as everybody.
{
  lib,
  pkgs,
  site,
}:
let
  app = name: description: script: {
    type = "app";
    program = lib.getExe (pkgs.writeShellApplication ({ inherit name; } // script));
    meta = { inherit description; };
  };
  addressOf = name: host: "${name} ${host.os} ${if host.address == null then "-" else host.address}";
in
{
  render = app "render" "Render what Flux applies to an environment" {
    runtimeInputs = [
      pkgs.git
      pkgs.kustomize
      pkgs.nodejs
    ];
    runtimeEnv.ENVIRONMENTS = lib.concatStringsSep " " site.environments;
    text = builtins.readFile ./apps/render.sh;
  };
  deploy = app "deploy" "Build a host and switch it to the new system over SSH" {
    runtimeInputs = [
      pkgs.gawk
      pkgs.nix
      pkgs.nixos-rebuild-ng
      pkgs.openssh
    ];
    runtimeEnv.HOSTS = lib.concatStringsSep "\n" (lib.mapAttrsToList addressOf site.hosts);
    text = builtins.readFile ./apps/deploy.sh;
  };
}
