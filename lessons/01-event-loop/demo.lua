-- Four tasks, each with a timer.
local function wait(ms)
  sleep(ms)
  local me = current():name()
  print(now() .. " ms: " .. me)
end

local a = spawn("A", wait, 300)
local b = spawn("B", wait, 100)
local c = spawn("C", wait, 200)
local d = spawn("D", wait, 100)
print(now() .. " ms: main waits")
for _, t in ipairs { a, b, c, d } do
  t:await()
end
