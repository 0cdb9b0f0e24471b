# nix flake check: every host and home evaluates to what would be built, and so do the modules alone. Builds nothing.
{
  hosts,
  homes,
  inputs,
  lib,
  modules,
  pkgs,
}:
let
  # The derivation's name without what it depends on, so that systems of other platforms are evaluated too.
  evaluates = kind: name: built: {
    name = "${kind}-${name}";
    value = pkgs.writeText "${kind}-${name}" (builtins.unsafeDiscardStringContext built.drvPath);
  };
  inherit (lib.trivial) release;
  files = lib.attrNames (builtins.readDir ../home/programs);
  programs = map (lib.removeSuffix ".nix") (lib.remove "default.nix" files);

  everyProgram = inputs.home-manager.lib.homeManagerConfiguration {
    inherit pkgs;
    modules = [
      modules.home
      {
        groundplan.home = {
          programs = lib.genAttrs programs (_: { enable = true; });
          unfree = [ "vscode" ];
        };
        home = {
          username = "check";
          homeDirectory = "/home/check";
          stateVersion = release;
        };
      }
    ];
  };

  bareSystem = inputs.nixpkgs.lib.nixosSystem {
    inherit (pkgs.stdenv.hostPlatform) system;
    modules = [
      modules.nixos
      {
        boot.isContainer = true;
        system.stateVersion = release;
      }
    ];
  };

  ofModules = [
    (evaluates "modules" "home" everyProgram.activationPackage)
    (evaluates "modules" "nixos" bareSystem.config.system.build.toplevel)
  ];
  ofHosts = lib.mapAttrsToList (name: host: evaluates "host" name host.config.system.build.toplevel) hosts;
  ofHomes = lib.mapAttrsToList (name: home: evaluates "home" name home.activationPackage) homes;
in
lib.listToAttrs (ofModules ++ ofHosts ++ ofHomes)
