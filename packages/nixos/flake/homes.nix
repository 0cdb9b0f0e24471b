# One Home Manager configuration for every home of the index: home-manager switch --flake .#laptop.
{
  inputs,
  lib,
  modules,
  releases,
  site,
}:
lib.mapAttrs (
  _: home:
  (releases.homeManager home.release).lib.homeManagerConfiguration {
    pkgs = (releases.nixpkgs home.release).legacyPackages.${home.system};
    extraSpecialArgs = { inherit inputs; };
    modules = [
      modules.home
      (site.homeFile home)
    ]
    ++ lib.optional (!home.nixos) modules.graphics;
  }
) site.homes
