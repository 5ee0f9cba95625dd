-- RUN-2: at the end tasks that await others, groups and gathers unwind as after
-- any cancel
local function say(s) print(string.format("%d %s", now(), s)) end
local function yn(b) return b and "yes" or "no" end
local kind
function kind(e)
  if is(e, ErrorGroup) then
    local t = {}
    for i, x in ipairs(e.errors) do t[i] = kind(x) end
    return "ErrorGroup[" .. table.concat(t, ", ") .. "]"
  end
  for n, k in pairs { Cancelled = Cancelled, Timeout = Timeout, InvalidState = InvalidState,
      QueueEmpty = QueueEmpty, QueueFull = QueueFull, BrokenBarrier = BrokenBarrier } do
    if is(e, k) then return n end
  end
  return tostring(e)
end

local function leaf(name, ms)
  local ok, e = pcall(sleep, 1000)
  if not ok then
    sleep(ms)
    say(name .. " cleaned")
    error(e, 0)
  end
end

local function awaits(name, t)
  local ok, e = pcall(t.await, t)
  if not ok then
    say(name .. " Cancelled, cancelling " .. current():cancelling())
    error(e, 0)
  end
end

local function group()
  local ok, e = pcall(task_group, function(tg)
    tg:spawn("G1", leaf, "G1", 15)
    tg:spawn("G2", leaf, "G2", 5)
  end)
  if not ok then say("group Cancelled") error(e, 0) end
end

local function gathers()
  local ok, e = pcall(gather, { spawn("H1", leaf, "H1", 30), spawn("H2", leaf, "H2", 20) })
  if not ok then say("gather Cancelled") error(e, 0) end
end

local t = spawn("T", leaf, "T", 10)
spawn("A", awaits, "A", t)
spawn("G", group)
spawn("H", gathers)
sleep(5)
say("main ends")
