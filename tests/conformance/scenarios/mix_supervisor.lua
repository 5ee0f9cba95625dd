-- A supervisor restarts what fails, gives up after three, and ends all
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

local function service(name, life, log)
  say(name .. " up")
  local _ <close> = defer(function() log[#log + 1] = name end)
  sleep(life)
  error(name .. " crashed", 0)
end

local function supervise(name, lives, log)
  for _, life in ipairs(lives) do
    local ok, e = pcall(task_group, function(tg)
      tg:spawn(name, service, name, life, log)
      tg:spawn(name .. " monitor", sleep, 1000)
    end)
    if is(e, ErrorGroup) then
      say(kind(e) .. ", restarting")
      sleep(5)
    elseif not ok then
      error(e, 0)
    end
  end
  error(name .. " given up", 0)
end

local log = {}
local ok, e = pcall(task_group, function(tg)
  tg:spawn("S1", supervise, "S1", { 10, 20, 5 }, log)
  tg:spawn("S2", supervise, "S2", { 30, 100 }, log)
end)
if is(e, ErrorGroup) then say(kind(e)) end
say(table.concat(log, " "))
