-- random program 138
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
  if not q:empty() then say("w1 took " .. q:get_nowait()) end
  local function f3()
    say("w1.f3 4")
    say("w1.f3 got " .. q:get())
    error("E6", 0)
  end
  local function f7()
    say("w1.f7 8")
    q:put(9)
    say("w1.f7 10 put 9")
    do local _ <close> = lk:hold()
      say("w1.f7 12 in")
      if not q:empty() then say("w1.f7 took " .. q:get_nowait()) end
      sleep(3)
      say("w1.f7 15")
      local function f17()
        say("w1.f7.f17 18")
        ev:set()
        error("E20", 0)
      end
      do local ok, e = pcall(task_group, function(tg)
        tg:spawn("f17", f17)
        say("w1.f7 got " .. q:get())
        ev:set()
        say("w1.f7 24")
      end)
        if is(e, ErrorGroup) then say("w1.f7 16 " .. kind(e)) elseif not ok then error(e, 0) end end
    end
    error("E25", 0)
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f3", f3)
    tg:spawn("f7", f7)
    ev:clear()
    if T.w4 then say("w1 sees w4 " .. yn(T.w4:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  end)
    if is(e, ErrorGroup) then say("w1 2 " .. kind(e)) elseif not ok then error(e, 0) end end
  local function f29()
    say("w1.f29 30")
    do local ok, e = pcall(timeout, 5, function()
      local function f33()
        say("w1.f29.f33 34")
        say("w1.f29.f33 36")
        say("w1.f29.f33 count " .. current():cancelling())
        error("E38", 0)
      end
      local function f39()
        say("w1.f29.f39 40")
        if T.w2 then say("w1.f29.f39 cancels w2 " .. yn(T.w2:cancel())) end
        say("w1.f29.f39 43")
        sleep(2)
        say("w1.f29.f39 45")
        error("E46", 0)
      end
      local function f47()
        say("w1.f29.f47 48")
        sleep(1)
        say("w1.f29.f47 50")
        ev:wait()
        say("w1.f29.f47 52 ev")
        say("w1.f29.f47 54")
        error("E55", 0)
      end
      do local dn, pn = wait({ spawn("f33", f33), spawn("f39", f39), spawn("f47", f47) }, { return_when = "first", timeout = nil })
        say("w1.f29 32 done " .. #dn .. " pending " .. #pn) end
    end)
      if is(e, Timeout) then say("w1.f29 31 timeout") elseif not ok then error(e, 0) end end
    sleep(0)
    say("w1.f29 57")
    sleep(2)
    say("w1.f29 59")
    return "f29"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f29", f29)
  end)
    if is(e, ErrorGroup) then say("w1 28 " .. kind(e)) elseif not ok then error(e, 0) end end
  q:put(60)
  say("w1 61 put 60")
  say("w1 62 end")
end
local function w2()
  local function f64()
    say("w2.f64 65")
    say("w2.f64 size " .. q:size())
    do local _ <close> = cd:hold()
      cd:wait()
      say("w2.f64 68 woken")
    end
    return "f64"
  end
  local function f69()
    say("w2.f69 70")
    local function f72()
      say("w2.f69.f72 73")
      if T.w4 then say("w2.f69.f72 cancels w4 " .. yn(T.w4:cancel())) end
      if not q:empty() then say("w2.f69.f72 took " .. q:get_nowait()) end
      ev:clear()
      return "f72"
    end
    local function f77()
      say("w2.f69.f77 78")
      if T.w6 then say("w2.f69.f77 cancels w6 " .. yn(T.w6:cancel())) end
      if T.w6 then say("w2.f69.f77 cancels w6 " .. yn(T.w6:cancel())) end
      say("w2.f69.f77 82")
      return "f77"
    end
    local function f83()
      say("w2.f69.f83 84")
      sleep(1)
      say("w2.f69.f83 86")
      if T.w5 then say("w2.f69.f83 sees w5 " .. yn(T.w5:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
      return "f83"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f72", f72)
      tg:spawn("f77", f77)
      tg:spawn("f83", f83)
      if T.w1 then say("w2.f69 cancels w1 " .. yn(T.w1:cancel())) end
      ev:clear()
    end)
      if is(e, ErrorGroup) then say("w2.f69 71 " .. kind(e)) elseif not ok then error(e, 0) end end
    do local _ <close> = cd:hold()
      cd:notify(1)
    end
    error("E91", 0)
  end
  do local dn, pn = wait({ spawn("f64", f64), spawn("f69", f69) }, { return_when = "all", timeout = nil })
    say("w2 63 done " .. #dn .. " pending " .. #pn) end
  do local _ <close> = cd:hold()
    cd:notify(2)
  end
  say("w2 93 end")
end
local function w3()
  do local _ <close> = lk:hold()
    say("w3 95 in")
    if not q:empty() then say("w3 took " .. q:get_nowait()) end
    do local ok, e = pcall(function() shield(T.w2) end)
      if ok then say("w3 97 ok") elseif type(e) == "string" then say("w3 97 err " .. kind(e)) else error(e, 0) end end
  end
  local function f99()
    say("w3.f99 100")
    q:put(101)
    say("w3.f99 102 put 101")
    current():cancel()
    return "f99"
  end
  local function f104()
    say("w3.f104 105")
    if not q:full() then q:put_nowait(106) end
    do local ok, e = pcall(function() T.w1:await() end)
      if ok then say("w3.f104 107 ok") elseif type(e) == "string" then say("w3.f104 107 err " .. kind(e)) else error(e, 0) end end
    error("E108", 0)
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f99", f99)
    tg:spawn("f104", f104)
    if not q:empty() then say("w3 took " .. q:get_nowait()) end
    current():cancel()
    if not q:full() then q:put_nowait(111) end
  end)
    if is(e, ErrorGroup) then say("w3 98 " .. kind(e)) elseif not ok then error(e, 0) end end
  do local _ <close> = cd:hold()
    cd:notify(2)
  end
  if not q:empty() then say("w3 took " .. q:get_nowait()) end
  if T.w4 then say("w3 sees w4 " .. yn(T.w4:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  say("w3 115 end")
end
local function w4()
  sleep(3)
  say("w4 117")
  q:put(118)
  say("w4 119 put 118")
  say("w4 120 end")
end
local function w5()
  do local _ <close> = defer(function()
    say("w5 121 finally")
  end)
    sleep(1)
    say("w5 123")
  end
  sleep(0)
  say("w5 125")
  do local ok, e = pcall(timeout, 0, function()
    say("w5 got " .. q:get())
    q:put(128)
    say("w5 129 put 128")
    q:put(130)
    say("w5 131 put 130")
  end)
    if is(e, Timeout) then say("w5 126 timeout") elseif not ok then error(e, 0) end end
  say("w5 132 end")
end
local function w6()
  local function f134()
    say("w6.f134 135")
    if T.w5 then say("w6.f134 cancels w5 " .. yn(T.w5:cancel())) end
    do local _ <close> = sm:hold()
      say("w6.f134 138 in")
      if not q:full() then q:put_nowait(139) end
      ev:set()
      do local ok, e = pcall(function() T.w1:await() end)
        if ok then say("w6.f134 141 ok") elseif type(e) == "string" then say("w6.f134 141 err " .. kind(e)) else error(e, 0) end end
    end
    error("E142", 0)
  end
  do local ok, e = pcall(function() say("w6 133 got " .. table.concat({ gather { spawn("f134", f134) } }, " ")) end)
    if not ok then if type(e) == "string" then say("w6 133 err " .. kind(e)) else error(e, 0) end end end
  sleep(1)
  say("w6 144")
  if T.w5 then say("w6 cancels w5 " .. yn(T.w5:cancel())) end
  q:put(146)
  say("w6 147 put 146")
  sleep(3)
  say("w6 149")
  say("w6 150 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
T.w6 = spawn('w6', w6)
if not q:empty() then q:get_nowait() end
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
ev:set()
if not q:full() then q:put_nowait(0) end
sleep(1)
sleep(30)
say('main ends')
