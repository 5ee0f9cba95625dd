-- random program 72
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
local lk, sm, ev, cd, br, q = lock(), semaphore(2), event(), condition(), barrier(2), queue(1)
local function w1()
  if T.w2 then say("w1 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  do local _ <close> = lk:hold()
    say("w1 3 in")
    do local _ <close> = cd:hold()
      cd:wait()
      say("w1 5 woken")
    end
  end
  ev:wait()
  say("w1 7 ev")
  local function f9()
    say("w1.f9 10")
    if T.w4 then say("w1.f9 cancels w4 " .. yn(T.w4:cancel())) end
    say("w1.f9 13")
    do local ok, e = pcall(function()
      sleep(5)
      say("w1.f9 16")
      do local _ <close> = lk:hold()
        say("w1.f9 18 in")
        say("w1.f9 20")
        if not q:empty() then say("w1.f9 took " .. q:get_nowait()) end
        ev:clear()
      end
    end)
      if is(e, Cancelled) then say("w1.f9 14 cancelled raise")
        error(e, 0)
      elseif not ok then error(e, 0) end end
    return "f9"
  end
  do local ok, e = pcall(function() for t in as_completed({ spawn("f9", f9) }, { timeout = nil }) do say("w1 8 next " .. t:result()) end end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w1 8 err " .. kind(e)) else error(e, 0) end end end
  say("w1 23 end")
end
local function w2()
  local function f25()
    say("w2.f25 26")
    do local _ <close> = sm:hold()
      say("w2.f25 28 in")
      local function f30()
        say("w2.f25.f30 31")
        ev:wait()
        say("w2.f25.f30 33 ev")
        return "f30"
      end
      local function f34()
        say("w2.f25.f34 35")
        q:put(36)
        say("w2.f25.f34 37 put 36")
        sleep(3)
        say("w2.f25.f34 39")
        sleep(0)
        say("w2.f25.f34 41")
        error("E42", 0)
      end
      local function f43()
        say("w2.f25.f43 44")
        say("w2.f25.f43 46")
        if not q:full() then q:put_nowait(47) end
        error("E48", 0)
      end
      do local ok, e = pcall(function() say("w2.f25 29 got " .. table.concat({ gather { spawn("f30", f30), spawn("f34", f34), spawn("f43", f43) } }, " ")) end)
        if not ok then if type(e) == "string" then say("w2.f25 29 err " .. kind(e)) else error(e, 0) end end end
      sleep(1)
      say("w2.f25 50")
      say("w2.f25 52")
    end
    return "f25"
  end
  local function f53()
    say("w2.f53 54")
    say("w2.f53 56")
    do local _ <close> = cd:hold()
      cd:notify(2)
    end
    return "f53"
  end
  local function f58()
    say("w2.f58 59")
    ev:set()
    sleep(3)
    say("w2.f58 62")
    return "f58"
  end
  do local ok, e = pcall(function() say("w2 24 got " .. table.concat({ gather { spawn("f25", f25), spawn("f53", f53), spawn("f58", f58) } }, " ")) end)
    if not ok then if type(e) == "string" then say("w2 24 err " .. kind(e)) else error(e, 0) end end end
  sleep(1)
  say("w2 64")
  if T.w3 then say("w2 cancels w3 " .. yn(T.w3:cancel())) end
  if T.w1 then say("w2 cancels w1 " .. yn(T.w1:cancel())) end
  say("w2 67 end")
end
local function w3()
  if T.w3 then say("w3 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  do local _ <close> = sm:hold()
    say("w3 70 in")
    if not q:full() then q:put_nowait(71) end
  end
  say("w3 72 end")
end
local function w4()
  ev:wait()
  say("w4 74 ev")
  sleep(2)
  say("w4 76")
  say("w4 78")
  sleep(3)
  say("w4 80")
  say("w4 81 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
if not q:full() then q:put_nowait(0) end
sleep(2)
sleep(5)
say('main ends')
