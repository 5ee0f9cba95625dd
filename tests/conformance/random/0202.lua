-- random program 202
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
  if not q:full() then q:put_nowait(1) end
  if not q:full() then q:put_nowait(2) end
  do local ok, e = pcall(timeout, 0, function()
    do local ok, e = pcall(function()
      local function f6()
        say("w1.f6 7")
        ev:set()
        return "f6"
      end
      local function f9()
        say("w1.f9 10")
        current():cancel()
        if not q:full() then q:put_nowait(12) end
        q:put(13)
        say("w1.f9 14 put 13")
        return "f9"
      end
      do local ok, e = pcall(task_group, function(tg)
        tg:spawn("f6", f6)
        tg:spawn("f9", f9)
        say("w1 16")
        current():cancel()
        ev:clear()
      end)
        if is(e, ErrorGroup) then say("w1 5 " .. kind(e)) elseif not ok then error(e, 0) end end
    end)
      if is(e, Cancelled) then say("w1 4 cancelled swallow")
      elseif not ok then error(e, 0) end end
    do local ok, e = pcall(function()
      do local _ <close> = cd:hold()
        cd:notify(1)
      end
      say("w1 got " .. q:get())
    end)
      if is(e, Cancelled) then say("w1 19 cancelled swallow")
      elseif not ok then error(e, 0) end end
  end)
    if is(e, Timeout) then say("w1 3 timeout") elseif not ok then error(e, 0) end end
  local function f23()
    say("w1.f23 24")
    do local _ <close> = cd:hold()
      cd:wait()
      say("w1.f23 26 woken")
    end
    return "f23"
  end
  do local ok, e = pcall(function() for t in as_completed({ spawn("f23", f23) }, { timeout = nil }) do say("w1 22 next " .. t:result()) end end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w1 22 err " .. kind(e)) else error(e, 0) end end end
  if not q:full() then q:put_nowait(27) end
  say("w1 28 end")
end
local function w2()
  do local _ <close> = sm:hold()
    say("w2 30 in")
    if T.w6 then say("w2 cancels w6 " .. yn(T.w6:cancel())) end
  end
  if not q:full() then q:put_nowait(32) end
  say("w2 33 end")
end
local function w3()
  if T.w3 then say("w3 cancels w3 " .. yn(T.w3:cancel())) end
  do local _ <close> = sm:hold()
    say("w3 36 in")
    if T.w3 then say("w3 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  end
  do local _ <close> = lk:hold()
    say("w3 39 in")
    if T.w3 then say("w3 cancels w3 " .. yn(T.w3:cancel())) end
    sleep(1)
    say("w3 42")
  end
  do local _ <close> = cd:hold()
    cd:wait()
    say("w3 44 woken")
  end
  do local ok, e = pcall(timeout, 5, function()
    do local _ <close> = sm:hold()
      say("w3 47 in")
      do local ok, e = pcall(timeout, 1, function()
        do local _ <close> = cd:hold()
          cd:notify(2)
        end
      end)
        if is(e, Timeout) then say("w3 48 timeout") elseif not ok then error(e, 0) end end
      do local _ <close> = sm:hold()
        say("w3 51 in")
        sleep(2)
        say("w3 53")
      end
    end
    say("w3 55")
    sleep(5)
    say("w3 57")
  end)
    if is(e, Timeout) then say("w3 45 timeout") elseif not ok then error(e, 0) end end
  say("w3 58 end")
end
local function w4()
  do local ok, e = pcall(function() shield(T.w2) end)
    if ok then say("w4 59 ok") elseif type(e) == "string" then say("w4 59 err " .. kind(e)) else error(e, 0) end end
  sleep(1)
  say("w4 61")
  q:put(62)
  say("w4 63 put 62")
  say("w4 count " .. current():cancelling())
  if T.w6 then say("w4 cancels w6 " .. yn(T.w6:cancel())) end
  say("w4 66 end")
end
local function w5()
  ev:clear()
  local function f69()
    say("w5.f69 70")
    local function f72()
      say("w5.f69.f72 73")
      ev:clear()
      if T.w1 then say("w5.f69.f72 cancels w1 " .. yn(T.w1:cancel())) end
      return "f72"
    end
    do local ok, e = pcall(function() say("w5.f69 71 " .. wait_for(1, spawn("f72", f72))) end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w5.f69 71 err " .. kind(e)) else error(e, 0) end end end
    return "f69"
  end
  do local ok, e = pcall(function() say("w5 68 " .. wait_for(3, spawn("f69", f69))) end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w5 68 err " .. kind(e)) else error(e, 0) end end end
  if T.w6 then say("w5 cancels w6 " .. yn(T.w6:cancel())) end
  if T.w2 then say("w5 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  say("w5 78 end")
end
local function w6()
  local function f80()
    say("w6.f80 81")
    do local ok, e = pcall(function() shield(T.w2) end)
      if ok then say("w6.f80 82 ok") elseif type(e) == "string" then say("w6.f80 82 err " .. kind(e)) else error(e, 0) end end
    return "f80"
  end
  do local ok, e = pcall(function() say("w6 79 got " .. table.concat({ gather { spawn("f80", f80) } }, " ")) end)
    if not ok then if type(e) == "string" then say("w6 79 err " .. kind(e)) else error(e, 0) end end end
  sleep(0)
  say("w6 84")
  say("w6 85 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
T.w6 = spawn('w6', w6)
ev:set()
sleep(2)
sleep(5)
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
sleep(30)
say('main ends')
