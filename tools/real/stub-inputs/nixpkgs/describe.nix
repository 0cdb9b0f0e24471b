# Shows modules as JSON: files by name and whether they exist, functions as such, sets without the functions in them.
let
  # Without the store path of the flake.
  short = path: builtins.concatStringsSep "/" (builtins.tail (builtins.filter builtins.isString (builtins.split "-source/" (toString path))));
  describe =
    value:
    {
      path = {
        file = short value;
        exists = builtins.pathExists value;
      };
      lambda = "function";
      list = map describe value;
      # Inputs hold each other without end.
      set = builtins.mapAttrs (name: inner: if name == "inputs" then "inputs" else describe inner) value;
    }
    .${builtins.typeOf value} or value;
in
describe
