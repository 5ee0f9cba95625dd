-- Three shops, one after the other.
local function ask(shop, ms, price)
  sleep(ms)
  print(now() .. " ms: " .. shop)
  return price
end

local a = spawn("A", ask, "A", 30, 12)
local x = a:await()
local b = spawn("B", ask, "B", 10, 15)
local y = b:await()
local c = spawn("C", ask, "C", 20, 9)
local z = c:await()
print(x .. " " .. y .. " " .. z)
