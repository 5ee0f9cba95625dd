-- Any number of shops.
local shops = {
  { name = "A", ms = 30, price = 7 },
  { name = "B", ms = 10, price = 8 },
  { name = "C", ms = 20, price = 5 },
  { name = "D", ms = 25, price = 6 },
  { name = "E", ms = 15, price = 9 },
}

local function ask(shop)
  sleep(shop.ms)
  local name = shop.name
  print(now() .. " ms: " .. name)
  return shop.price
end

local tasks = {}
for i, s in ipairs(shops) do
  tasks[i] = spawn(s.name, ask, s)
end
local prices = { gather(tasks) }
print(table.concat(prices, " "))
