-- Four tasks, each with a timer: 300, 100, 200 and 100 ms.
local function wait(ms)
  sleep(ms)
  print(string.format("%3d ms: %s", now(), current():name()))
end

local a = spawn("A", wait, 300)
local b = spawn("B", wait, 100)
local c = spawn("C", wait, 200)
local d = spawn("D", wait, 100)
print(string.format("%3d ms: main has started all four", now()))
for _, task in ipairs { a, b, c, d } do
  task:await()
end
