-- random program 130
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
  do local ok, e = pcall(function()
    if T.w5 then say("w1 cancels w5 " .. yn(T.w5:cancel())) end
    do local _ <close> = lk:hold()
      say("w1 4 in")
      do local _ <close> = lk:hold()
        say("w1 6 in")
        say("w1 count " .. current():cancelling())
        sleep(5)
        say("w1 9")
        sleep(2)
        say("w1 11")
      end
    end
  end)
    if is(e, Cancelled) then say("w1 1 cancelled raise")
      error(e, 0)
    elseif not ok then error(e, 0) end end
  say("w1 13")
  do local ok, e = pcall(timeout, 0, function()
    ev:wait()
    say("w1 16 ev")
    say("w1 18")
  end)
    if is(e, Timeout) then say("w1 14 timeout") elseif not ok then error(e, 0) end end
  local function f20()
    say("w1.f20 21")
    local function f23()
      say("w1.f20.f23 24")
      do local ok, e = pcall(timeout, 0, function()
        say("w1.f20.f23 27")
        do local _ <close> = cd:hold()
          cd:notify(1)
        end
        say("w1.f20.f23 count " .. current():cancelling())
      end)
        if is(e, Timeout) then say("w1.f20.f23 25 timeout") elseif not ok then error(e, 0) end end
      ev:clear()
      return "f23"
    end
    local function f31()
      say("w1.f20.f31 32")
      ev:set()
      ev:wait()
      say("w1.f20.f31 35 ev")
      return "f31"
    end
    local function f36()
      say("w1.f20.f36 37")
      do local ok, e = pcall(function()
        ev:wait()
        say("w1.f20.f36 40 ev")
      end)
        if is(e, Cancelled) then say("w1.f20.f36 38 cancelled swallow")
        elseif not ok then error(e, 0) end end
      return "f36"
    end
    do local ok, e = pcall(function() say("w1.f20 22 got " .. table.concat({ gather { spawn("f23", f23), spawn("f31", f31), spawn("f36", f36) } }, " ")) end)
      if not ok then if type(e) == "string" then say("w1.f20 22 err " .. kind(e)) else error(e, 0) end end end
    do local ok, e = pcall(timeout, 0, function()
      local function f43()
        say("w1.f20.f43 44")
        q:put(45)
        say("w1.f20.f43 46 put 45")
        error("E47", 0)
      end
      do local ok, e = pcall(task_group, function(tg)
        tg:spawn("f43", f43)
        if not q:full() then q:put_nowait(48) end
        sleep(2)
        say("w1.f20 50")
        ev:clear()
      end)
        if is(e, ErrorGroup) then say("w1.f20 42 " .. kind(e)) elseif not ok then error(e, 0) end end
      do local ok, e = pcall(timeout, 1, function()
        sleep(1)
        say("w1.f20 54")
      end)
        if is(e, Timeout) then say("w1.f20 52 timeout") elseif not ok then error(e, 0) end end
    end)
      if is(e, Timeout) then say("w1.f20 41 timeout") elseif not ok then error(e, 0) end end
    return "f20"
  end
  local function f55()
    say("w1.f55 56")
    if T.w6 then say("w1.f55 cancels w6 " .. yn(T.w6:cancel())) end
    if T.w6 then say("w1.f55 sees w6 " .. yn(T.w6:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    ev:set()
    return "f55"
  end
  do local ok, e = pcall(function() say("w1 19 got " .. table.concat({ gather { spawn("f20", f20), spawn("f55", f55) } }, " ")) end)
    if not ok then if type(e) == "string" then say("w1 19 err " .. kind(e)) else error(e, 0) end end end
  sleep(1)
  say("w1 61")
  say("w1 62 end")
end
local function w2()
  do local _ <close> = sm:hold()
    say("w2 64 in")
    sleep(0)
    say("w2 66")
    say("w2 size " .. q:size())
    do local ok, e = pcall(timeout, 2, function()
      if T.w5 then say("w2 cancels w5 " .. yn(T.w5:cancel())) end
      sleep(0)
      say("w2 71")
    end)
      if is(e, Timeout) then say("w2 68 timeout") elseif not ok then error(e, 0) end end
  end
  ev:clear()
  say("w2 73 end")
end
local function w3()
  do local _ <close> = sm:hold()
    say("w3 75 in")
    do local _ <close> = cd:hold()
      cd:notify(1)
    end
    do local _ <close> = sm:hold()
      say("w3 78 in")
      say("w3 got " .. q:get())
      do local ok, e = pcall(function() T.w1:await() end)
        if ok then say("w3 80 ok") elseif type(e) == "string" then say("w3 80 err " .. kind(e)) else error(e, 0) end end
    end
  end
  if not q:full() then q:put_nowait(81) end
  say("w3 82 end")
end
local function w4()
  say("w4 got " .. q:get())
  do local _ <close> = sm:hold()
    say("w4 85 in")
    do local _ <close> = sm:hold()
      say("w4 87 in")
      do local ok, e = pcall(function() shield(T.w2) end)
        if ok then say("w4 88 ok") elseif type(e) == "string" then say("w4 88 err " .. kind(e)) else error(e, 0) end end
    end
  end
  sleep(1)
  say("w4 90")
  say("w4 91 end")
end
local function w5()
  do local _ <close> = cd:hold()
    cd:notify(2)
  end
  if not q:empty() then say("w5 took " .. q:get_nowait()) end
  local function f95()
    say("w5.f95 96")
    if not q:empty() then say("w5.f95 took " .. q:get_nowait()) end
    return "f95"
  end
  do local ok, e = pcall(task_group, function(tg)
    tg:spawn("f95", f95)
    sleep(3)
    say("w5 99")
    q:put(100)
    say("w5 101 put 100")
  end)
    if is(e, ErrorGroup) then say("w5 94 " .. kind(e)) elseif not ok then error(e, 0) end end
  ev:clear()
  say("w5 103 end")
end
local function w6()
  sleep(1)
  say("w6 105")
  local function f107()
    say("w6.f107 108")
    say("w6.f107 110")
    sleep(3)
    say("w6.f107 112")
    ev:wait()
    say("w6.f107 114 ev")
    return "f107"
  end
  do local ok, e = pcall(function() for t in as_completed({ spawn("f107", f107) }, { timeout = nil }) do say("w6 106 next " .. t:result()) end end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w6 106 err " .. kind(e)) else error(e, 0) end end end
  if not q:full() then q:put_nowait(115) end
  say("w6 116 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
T.w6 = spawn('w6', w6)
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
if not cd:locked() then local _ <close> = cd:hold() cd:notify_all() end
sleep(1)
sleep(5)
say('main ends')
