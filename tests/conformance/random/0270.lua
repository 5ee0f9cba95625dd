-- random program 270
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
local lk, sm, ev, cd, br, q = lock(), semaphore(2), event(), condition(), barrier(2), queue(0)
local function w1()
  say("w1 2")
  local function f4()
    say("w1.f4 5")
    sleep(3)
    say("w1.f4 7")
    return "f4"
  end
  local function f8()
    say("w1.f8 9")
    local function f11()
      say("w1.f8.f11 12")
      do local ok, e = pcall(timeout, 2, function()
        sleep(3)
        say("w1.f8.f11 15")
        say("w1.f8.f11 17")
        say("w1.f8.f11 19")
      end)
        if is(e, Timeout) then say("w1.f8.f11 13 timeout") elseif not ok then error(e, 0) end end
      say("w1.f8.f11 21")
      do local _ <close> = lk:hold()
        say("w1.f8.f11 23 in")
        say("w1.f8.f11 25")
        if T.w1 then say("w1.f8.f11 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
        say("w1.f8.f11 28")
      end
      error("E29", 0)
    end
    local function f30()
      say("w1.f8.f30 31")
      local function f33()
        say("w1.f8.f30.f33 34")
        if T.w3 then say("w1.f8.f30.f33 cancels w3 " .. yn(T.w3:cancel())) end
        ev:set()
        say("w1.f8.f30.f33 got " .. q:get())
        error("E38", 0)
      end
      do local ok, e = pcall(function() for t in as_completed({ spawn("f33", f33) }, { timeout = 0 }) do say("w1.f8.f30 32 next " .. t:result()) end end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w1.f8.f30 32 err " .. kind(e)) else error(e, 0) end end end
      do local _ <close> = sm:hold()
        say("w1.f8.f30 40 in")
        sleep(5)
        say("w1.f8.f30 42")
        say("w1.f8.f30 got " .. q:get())
      end
      error("E44", 0)
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f11", f11)
      tg:spawn("f30", f30)
      say("w1.f8 46")
      if not q:empty() then say("w1.f8 took " .. q:get_nowait()) end
      if not q:empty() then say("w1.f8 took " .. q:get_nowait()) end
    end)
      if is(e, ErrorGroup) then say("w1.f8 10 " .. kind(e)) elseif not ok then error(e, 0) end end
    current():cancel()
    error("E50", 0)
  end
  local function f51()
    say("w1.f51 52")
    ev:clear()
    if not q:full() then q:put_nowait(54) end
    return "f51"
  end
  do local dn, pn = wait({ spawn("f4", f4), spawn("f8", f8), spawn("f51", f51) }, { return_when = "first_error", timeout = 1 })
    say("w1 3 done " .. #dn .. " pending " .. #pn) end
  if T.w4 then say("w1 sees w4 " .. yn(T.w4:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  if not q:full() then q:put_nowait(56) end
  say("w1 57 end")
end
local function w2()
  if T.w4 then say("w2 cancels w4 " .. yn(T.w4:cancel())) end
  sleep(3)
  say("w2 60")
  say("w2 62")
  say("w2 63 end")
end
local function w3()
  do local _ <close> = lk:hold()
    say("w3 65 in")
    do local _ <close> = sm:hold()
      say("w3 67 in")
      local function f69()
        say("w3.f69 70")
        if T.w2 then say("w3.f69 cancels w2 " .. yn(T.w2:cancel())) end
        if T.w5 then say("w3.f69 cancels w5 " .. yn(T.w5:cancel())) end
        error("E73", 0)
      end
      do local dn, pn = wait({ spawn("f69", f69) }, { return_when = "first_error", timeout = nil })
        say("w3 68 done " .. #dn .. " pending " .. #pn) end
      sleep(0)
      say("w3 75")
      say("w3 77")
    end
    if not q:empty() then say("w3 took " .. q:get_nowait()) end
  end
  q:put(79)
  say("w3 80 put 79")
  if not q:empty() then say("w3 took " .. q:get_nowait()) end
  if not q:empty() then say("w3 took " .. q:get_nowait()) end
  say("w3 83 end")
end
local function w4()
  do local _ <close> = defer(function()
    sleep(1)
    say("w4 84 finally")
  end)
    do local _ <close> = defer(function()
      say("w4 85 finally")
    end)
      if T.w5 then say("w4 cancels w5 " .. yn(T.w5:cancel())) end
    end
    do local ok, e = pcall(timeout, 2, function()
      if T.w5 then say("w4 cancels w5 " .. yn(T.w5:cancel())) end
      ev:wait()
      say("w4 90 ev")
    end)
      if is(e, Timeout) then say("w4 87 timeout") elseif not ok then error(e, 0) end end
    if not q:empty() then say("w4 took " .. q:get_nowait()) end
  end
  if T.w3 then say("w4 cancels w3 " .. yn(T.w3:cancel())) end
  say("w4 93 end")
end
local function w5()
  sleep(1)
  say("w5 95")
  do local _ <close> = defer(function()
    sleep(0)
    say("w5 96 finally")
  end)
    do local ok, e = pcall(function() shield(T.w2) end)
      if ok then say("w5 97 ok") elseif type(e) == "string" then say("w5 97 err " .. kind(e)) else error(e, 0) end end
    do local _ <close> = defer(function()
      sleep(1)
      say("w5 98 finally")
    end)
      ev:wait()
      say("w5 100 ev")
    end
    do local ok, e = pcall(function() T.w3:await() end)
      if ok then say("w5 101 ok") elseif type(e) == "string" then say("w5 101 err " .. kind(e)) else error(e, 0) end end
  end
  ev:set()
  sleep(0)
  say("w5 104")
  say("w5 106")
  say("w5 107 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
if not q:empty() then q:get_nowait() end
if not q:full() then q:put_nowait(0) end
if not q:full() then q:put_nowait(0) end
sleep(5)
say('main ends')
