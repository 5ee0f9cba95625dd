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
  for round = 1, 220 do
    if round == 21 then start = cpu() end
    local all = {}
    for i = 1, 1000 do all[i] = coroutine.create(function() end) end
    for i = 1, 1000 do coroutine.resume(all[i]) end
  end
  return (cpu() - start) / 200000
end

local function one_by_one()
  local start = cpu()
  for _ = 1, 200000 do
    coroutine.resume(coroutine.create(function() end))
  end
  return (cpu() - start) / 200000
end

local function resident()
  local f = assert(io.open("/proc/self/statm"))
  local pages = f:read("n", "n")
  pages = f:read("n") and pages
  f:close()
  return pages * 4096
end

local function park(n)
  local all = table.move({}, 1, n, 1)
  local before = resident()
  for i = 1, n do
    all[i] = coroutine.create(function() coroutine.yield() end)
    coroutine.resume(all[i])
  end
  local bytes = (resident() - before) / n
  for i = 1, n do coroutine.resume(all[i]) end
  return bytes
end

local rows = {
  yield2 = function() return yields(2) end,
  yield100 = function() return yields(100) end,
  spawn = spawn,
  luaspawn = one_by_one,
  memory = function() return park(100000) end,
  million = function() return park(1000000) end,
}
if not rows[row] then os.exit(3) end
print(string.format("%.3f", rows[row]()))
