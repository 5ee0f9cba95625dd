-- Three shops are asked for a price.
local function ask(shop, ms, price)
  sleep(ms) -- the way there and back
  print(now() .. " ms: " .. shop)
  return price
end

local a, b, c = gather {
  spawn("A", ask, "A", 30, 7),
  spawn("B", ask, "B", 10, 8),
  spawn("C", ask, "C", 20, 5),
}
print(a .. " " .. b .. " " .. c)
