-- Wake one; look again: while.
local baked = condition("baked")
local loaves = 0

local function buy(ms)
  sleep(ms)
  local _ <close> = baked:hold()
  while loaves == 0 do
    baked:wait()
  end
  loaves = loaves - 1
  print(now(), current():name()
    .. " buys, left " .. loaves)
end

local function bake()
  local _ <close> = baked:hold()
  loaves = loaves + 1
  baked:notify(1)
end

ann = spawn("ann", buy, 5)
bob = spawn("bob", buy, 10)
sleep(10)
bake()
sleep(10)
bake()
gather { ann, bob }
