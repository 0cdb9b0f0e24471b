# Stands for Home Manager where the outputs of flake.nix are tried without a network.
{
  outputs =
    { nixpkgs, ... }:
    let
      describe = import ./describe.nix;
      release = "25.11";
    in
    {
      nixosModules.home-manager.stub = "home-manager ${release}";
      lib.homeManagerConfiguration =
        {
          pkgs,
          modules,
          extraSpecialArgs ? { },
        }:
        let
          apply = module: if builtins.isFunction module then module { inherit pkgs; } else module;
          seen = describe (map apply modules);
        in
        {
          inherit release;
          nixpkgs = pkgs.release;
          inherit (pkgs.stdenv.hostPlatform) system;
          modules = seen;
          specialArgs = builtins.attrNames extraSpecialArgs;
          activationPackage.drvPath = builtins.deepSeq seen "/nix/store/stub-home-${release}.drv";
        };
    };
}
