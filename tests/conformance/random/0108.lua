-- random program 108
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

  
local T = {}
local lk, sm, ev, cd, br, q = lock(), semaphore(1), event(), condition(), barrier(2), queue(2)
local function w1()
  do local _ <close> = cd:hold()
    cd:wait()
    say("w1 2 woken")
  end
  if not q:full() then q:put_nowait(3) end
  sleep(1)
  say("w1 5")
  if not q:empty() then say("w1 took " .. q:get_nowait()) end
  say("w1 7 end")
end
local function w2()
  if not q:full() then q:put_nowait(8) end
  do local _ <close> = lk:hold()
    say("w2 10 in")
    ev:set()
  end
  if not q:full() then q:put_nowait(12) end
  say("w2 13 end")
end
local function w3()
  local function f15()
    say("w3.f15 16")
    sleep(5)
    say("w3.f15 18")
    do local _ <close> = lk:hold()
      say("w3.f15 20 in")
      do local _ <close> = cd:hold()
        cd:wait()
        say("w3.f15 22 woken")
      end
      if not q:empty() then say("w3.f15 took " .. q:get_nowait()) end
      local function f25()
        say("w3.f15.f25 26")
        say("w3.f15.f25 28")
        do local ok, e = pcall(function() T.w2:await() end)
          if ok then say("w3.f15.f25 29 ok") elseif type(e) == "string" then say("w3.f15.f25 29 err " .. kind(e)) else error(e, 0) end end
        say("w3.f15.f25 31")
        return "f25"
      end
      local function f32()
        say("w3.f15.f32 33")
        q:put(34)
        say("w3.f15.f32 35 put 34")
        ev:set()
        sleep(5)
        say("w3.f15.f32 38")
        return "f32"
      end
      local function f39()
        say("w3.f15.f39 40")
        sleep(0)
        say("w3.f15.f39 42")
        sleep(3)
        say("w3.f15.f39 44")
        return "f39"
      end
      do local ok, e = pcall(function() for t in as_completed({ spawn("f25", f25), spawn("f32", f32), spawn("f39", f39) }, { timeout = 0 }) do say("w3.f15 24 next " .. t:result()) end end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w3.f15 24 err " .. kind(e)) else error(e, 0) end end end
    end
    error("E45", 0)
  end
  do local ok, e = pcall(function() say("w3 14 " .. wait_for(2, spawn("f15", f15))) end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w3 14 err " .. kind(e)) else error(e, 0) end end end
  ev:set()
  say("w3 47 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
ev:set()
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
sleep(2)
if not q:empty() then q:get_nowait() end
if not q:empty() then q:get_nowait() end
sleep(5)
say('main ends')
