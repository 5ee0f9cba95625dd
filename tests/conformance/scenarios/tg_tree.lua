-- TG-34: a tree of groups unwinds from the leaves up
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

local function node(name, depth, fails)
  local ok, e = pcall(task_group, function(tg)
    if depth > 0 then
      for i = 1, 2 do
        local child = name .. i
        tg:spawn(child, node, child, depth - 1, fails)
      end
    elseif name == fails then
      sleep(10)
      say(name .. " raises")
      error(name, 0)
    else
      sleep(1000)
    end
  end)
  if not ok then
    say(name .. " leaves with " .. kind(e))
    error(e, 0)
  end
end

local t = spawn("T", node, "T", 2, "T12")
local ok, e = pcall(t.await, t)
if is(e, ErrorGroup) then say(kind(e)) end
t = spawn("T", node, "T", 2, "")
sleep(5)
t:cancel()
wait { t }
say("cancelled " .. yn(t:cancelled()))
