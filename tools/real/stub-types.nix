# `lib.types` as the data that the option checker reads (the same form as `parsed` in nixos-options.json).
lib:
let
  of = t: element: { inherit t; of = element; };
  call = module: if builtins.isFunction module then module (builtins.mapAttrs (name: _: argument.${name} or { }) (builtins.functionArgs module)) else module;
  argument = { name = "<name>"; inherit lib; };
in
rec {
  anything = { t = "anything"; };
  unspecified = anything;
  raw = anything;
  bool = { t = "bool"; };
  int = { t = "int"; };
  float = { t = "float"; };
  number = either int float;
  str = { t = "str"; };
  string = str;
  singleLineStr = str;
  nonEmptyStr = { t = "nonEmptyStr"; };
  lines = { t = "lines"; };
  commas = str;
  separatedString = _: { t = "sepSpace"; };
  strMatching = p: { t = "strMatching"; inherit p; };
  path = { t = "path"; };
  pathInStore = path;
  externalPath = path;
  package = { t = "package"; };
  shellPackage = package;
  port = { t = "port"; };
  attrs = { t = "attrs"; };
  enum = v: { t = "enum"; inherit v; };
  ints = {
    unsigned = { t = "unsigned"; };
    positive = ints.between 1 9007199254740991;
    between = lo: hi: { t = "between"; inherit lo hi; };
    u8 = ints.between 0 255;
    u16 = port;
    u32 = ints.between 0 4294967295;
  };
  listOf = of "listOf";
  nonEmptyListOf = listOf;
  attrsOf = of "attrsOf";
  lazyAttrsOf = attrsOf;
  nullOr = of "nullOr";
  uniq = type: type;
  unique = _: type: type;
  either = a: b: { t = "either"; inherit a b; };
  oneOf = types: builtins.foldl' either (builtins.head types) (builtins.tail types);
  coercedTo = from: _: to: either to from;
  submodule = module: let m = call module; in
    { t = "submodule"; options = m.options or { }; } // (if m ? freeformType then { free = m.freeformType; } else { });
  submoduleWith = { modules, ... }: submodule (builtins.head modules);
  deferredModule = anything;
  functionTo = _: anything;
}
