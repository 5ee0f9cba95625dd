-- SPDX-License-Identifier: MIT-0
-- Bare Lua coroutines: no loop, no timers, no errors; a floor for Lua.
local row = arg[1]
local function cpu() return os.clock() * 1e9 end

local function yields(n)
  local each, ring = 5000000 // n, {}
  for i = 1, n do
    ring[i] = coroutine.wrap(function()
      for _ = 1, each do coroutine.yield() end
    end)
  end
  local start = cpu()
  for _ = 1, each do
    for i = 1, n do ring[i]() end
  end
  return (cpu() - start) / (each * n)
end

local function spawn()
  local start
  for round = 1, 600 do
    if round == 101 then start = cpu() end
    local all = {}
    for i = 1, 1000 do all[i] = coroutine.create(function() end) end
    for i = 1, 1000 do coroutine.resume(all[i]) end
  end
  return (cpu() - start) / 500000
end

local rows = { yield2 = function() return yields(2) end,
  yield100 = function() return yields(100) end, spawn = spawn }
if not rows[row] then os.exit(3) end
print(string.format("%.3f", rows[row]()))
