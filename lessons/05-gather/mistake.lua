-- Three shops, one after the other.
local function ask(shop, ms, price)
  sleep(ms)
  print(now() .. " ms: " .. shop)
  return price
end

local a = spawn("A", ask, "A", 30, 7)
local x = a:await()
local b = spawn("B", ask, "B", 10, 8)
local y = b:await()
local c = spawn("C", ask, "C", 20, 5)
local z = c:await()
print(x .. " " .. y .. " " .. z)
