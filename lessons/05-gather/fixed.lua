-- Any number of shops: spawn all, then gather.
local shops = {
  { name = "A", ms = 30, price = 12 },
  { name = "B", ms = 10, price = 15 },
  { name = "C", ms = 20, price = 9 },
  { name = "D", ms = 25, price = 11 },
  { name = "E", ms = 15, price = 14 },
}

local function ask(shop)
  sleep(shop.ms)
  print(now() .. " ms: " .. shop.name)
  return shop.price
end

local tasks = {}
for i, shop in ipairs(shops) do
  tasks[i] = spawn(shop.name, ask, shop)
end
local prices = { gather(tasks) }
print(table.concat(prices, " "))
