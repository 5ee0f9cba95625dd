-- TO-23: the expiry reaches what the body awaits: a task and the children of a
-- gather are cancelled, what it waits for is not
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

local function w(name)
  local ok, e = pcall(function()
    sleep(50)
    say(name .. " ends")
  end)
  if not ok then say(name .. " cancelled") error(e, 0) end
end

local function attempt(name, wait_of)
  local ok, e = pcall(timeout, 10, wait_of)
  if is(e, Timeout) then say(name .. " Timeout") end
end

local t = {}
for i, n in ipairs { "A", "B", "C", "D", "E" } do t[i] = spawn(n, w, n) end
local a, b, c, d, e = table.unpack(t)
attempt("await", function() a:await() end)
attempt("gather", function() gather { b, c } end)
attempt("wait", function() wait { d } end)
attempt("shield", function() shield(e) end)
wait { d, e }
