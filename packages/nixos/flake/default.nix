# The outputs of a flake whose topology is generated below `root`; `inputs` are those of flake.nix.
{ inputs, root }:
let
  inherit (inputs.nixpkgs) lib;
  site = import ./site.nix { inherit lib root; };
  releases = import ./releases.nix { inherit inputs; };
  modules = import ./modules.nix { inherit inputs root; };
  hosts = import ./hosts.nix { inherit inputs lib modules releases site; };
  homes = import ./homes.nix { inherit inputs lib modules releases site; };
  forSystems = make: lib.genAttrs [ "x86_64-linux" "aarch64-linux" ] (system: make inputs.nixpkgs.legacyPackages.${system});
in
{
  nixosConfigurations = hosts;
  homeConfigurations = homes;
  nixosModules.default = modules.nixos;
  homeModules.default = modules.home;
  apps = forSystems (pkgs: import ./apps.nix { inherit lib pkgs site; });
  devShells = forSystems (pkgs: { default = import ./shell.nix { inherit pkgs; }; });
  checks = forSystems (pkgs: import ./checks.nix { inherit hosts homes inputs lib modules pkgs; });
  packages = forSystems (pkgs: import ./phones.nix { inherit lib pkgs site; });
  formatter = forSystems (pkgs: pkgs.nixfmt-tree);
}
