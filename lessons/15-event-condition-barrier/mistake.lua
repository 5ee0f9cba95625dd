-- A baker, two customers: if.
local baked = condition("baked")
local loaves = 0

local function buy()
  local _ <close> = baked:hold()
  if loaves == 0 then
    baked:wait()
  end
  loaves = loaves - 1
  print(now(), current():name()
    .. " buys, left " .. loaves)
end

local function bake()
  local _ <close> = baked:hold()
  loaves = loaves + 1
  baked:notify_all()
end

ann = spawn("ann", buy)
bob = spawn("bob", buy)
sleep(10)
bake()
sleep(10)
bake()
gather { ann, bob }
