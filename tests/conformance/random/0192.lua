-- random program 192
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
local lk, sm, ev, cd, br, q = lock(), semaphore(1), event(), condition(), barrier(2), queue(0)
local function w1()
  do local ok, e = pcall(timeout, 2, function()
    do local _ <close> = cd:hold()
      cd:notify(1)
    end
    do local _ <close> = sm:hold()
      say("w1 4 in")
      ev:clear()
    end
  end)
    if is(e, Timeout) then say("w1 1 timeout") elseif not ok then error(e, 0) end end
  do local ok, e = pcall(timeout, 1, function()
    q:put(7)
    say("w1 8 put 7")
    do local _ <close> = cd:hold()
      cd:notify(2)
    end
    if not q:full() then q:put_nowait(10) end
  end)
    if is(e, Timeout) then say("w1 6 timeout") elseif not ok then error(e, 0) end end
  current():cancel()
  say("w1 13")
  say("w1 14 end")
end
local function w2()
  do local ok, e = pcall(timeout, 1, function()
    if T.w3 then say("w2 cancels w3 " .. yn(T.w3:cancel())) end
    local function f18()
      say("w2.f18 19")
      current():cancel()
      return "f18"
    end
    for _, x in ipairs(gather({ spawn("f18", f18) }, { return_errors = true })) do
      say("w2 17 " .. (x.ok and x.value or kind(x.error)))
    end
    if T.w4 then say("w2 cancels w4 " .. yn(T.w4:cancel())) end
  end)
    if is(e, Timeout) then say("w2 15 timeout") elseif not ok then error(e, 0) end end
  do local _ <close> = lk:hold()
    say("w2 23 in")
    local function f25()
      say("w2.f25 26")
      do local _ <close> = cd:hold()
        cd:wait()
        say("w2.f25 28 woken")
      end
      error("E29", 0)
    end
    local function f30()
      say("w2.f30 31")
      local function f33()
        say("w2.f30.f33 34")
        ev:wait()
        say("w2.f30.f33 36 ev")
        return "f33"
      end
      local function f37()
        say("w2.f30.f37 38")
        do local ok, e = pcall(function() T.w1:await() end)
          if ok then say("w2.f30.f37 39 ok") elseif type(e) == "string" then say("w2.f30.f37 39 err " .. kind(e)) else error(e, 0) end end
        sleep(2)
        say("w2.f30.f37 41")
        sleep(1)
        say("w2.f30.f37 43")
        return "f37"
      end
      local function f44()
        say("w2.f30.f44 45")
        current():cancel()
        say("w2.f30.f44 count " .. current():cancelling())
        error("E48", 0)
      end
      for _, x in ipairs(gather({ spawn("f33", f33), spawn("f37", f37), spawn("f44", f44) }, { return_errors = true })) do
        say("w2.f30 32 " .. (x.ok and x.value or kind(x.error)))
      end
      do local _ <close> = cd:hold()
        cd:notify(1)
      end
      if not q:empty() then say("w2.f30 took " .. q:get_nowait()) end
      return "f30"
    end
    local function f51()
      say("w2.f51 52")
      say("w2.f51 54")
      ev:clear()
      current():cancel()
      error("E57", 0)
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f25", f25)
      tg:spawn("f30", f30)
      tg:spawn("f51", f51)
    end)
      if is(e, ErrorGroup) then say("w2 24 " .. kind(e)) elseif not ok then error(e, 0) end end
    ev:wait()
    say("w2 59 ev")
    do local ok, e = pcall(function() T.w1:await() end)
      if ok then say("w2 60 ok") elseif type(e) == "string" then say("w2 60 err " .. kind(e)) else error(e, 0) end end
  end
  say("w2 count " .. current():cancelling())
  ev:wait()
  say("w2 63 ev")
  current():cancel()
  say("w2 65 end")
end
local function w3()
  local function f67()
    say("w3.f67 68")
    sleep(0)
    say("w3.f67 70")
    local function f72()
      say("w3.f67.f72 73")
      do local ok, e = pcall(timeout, 2, function()
        if T.w2 then say("w3.f67.f72 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
        do local ok, e = pcall(function() T.w1:await() end)
          if ok then say("w3.f67.f72 76 ok") elseif type(e) == "string" then say("w3.f67.f72 76 err " .. kind(e)) else error(e, 0) end end
        say("w3.f67.f72 count " .. current():cancelling())
      end)
        if is(e, Timeout) then say("w3.f67.f72 74 timeout") elseif not ok then error(e, 0) end end
      sleep(3)
      say("w3.f67.f72 79")
      return "f72"
    end
    do local ok, e = pcall(function() say("w3.f67 71 got " .. table.concat({ gather { spawn("f72", f72) } }, " ")) end)
      if not ok then if type(e) == "string" then say("w3.f67 71 err " .. kind(e)) else error(e, 0) end end end
    sleep(1)
    say("w3.f67 81")
    return "f67"
  end
  local function f82()
    say("w3.f82 83")
    q:put(84)
    say("w3.f82 85 put 84")
    if T.w4 then say("w3.f82 cancels w4 " .. yn(T.w4:cancel())) end
    ev:set()
    error("E88", 0)
  end
  for _, x in ipairs(gather({ spawn("f67", f67), spawn("f82", f82) }, { return_errors = true })) do
    say("w3 66 " .. (x.ok and x.value or kind(x.error)))
  end
  if T.w4 then say("w3 cancels w4 " .. yn(T.w4:cancel())) end
  if T.w3 then say("w3 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  say("w3 91 end")
end
local function w4()
  q:put(92)
  say("w4 93 put 92")
  if T.w3 then say("w4 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  ev:wait()
  say("w4 96 ev")
  if not q:empty() then say("w4 took " .. q:get_nowait()) end
  if not q:empty() then say("w4 took " .. q:get_nowait()) end
  say("w4 99 end")
end
local function w5()
  do local _ <close> = cd:hold()
    cd:notify(2)
  end
  say("w5 barrier " .. br:wait())
  do local ok, e = pcall(timeout, 2, function()
    sleep(1)
    say("w5 104")
    sleep(3)
    say("w5 106")
  end)
    if is(e, Timeout) then say("w5 102 timeout") elseif not ok then error(e, 0) end end
  say("w5 107 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
if not q:empty() then q:get_nowait() end
ev:set()
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
if not q:full() then q:put_nowait(0) end
if not q:empty() then q:get_nowait() end
sleep(10)
say('main ends')
