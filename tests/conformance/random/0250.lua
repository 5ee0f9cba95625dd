-- random program 250
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
  sleep(5)
  say("w1 2")
  if T.w2 then say("w1 cancels w2 " .. yn(T.w2:cancel())) end
  say("w1 4 end")
end
local function w2()
  do local ok, e = pcall(timeout, 1, function()
    do local ok, e = pcall(function()
      do local ok, e = pcall(function() shield(T.w1) end)
        if ok then say("w2 7 ok") elseif type(e) == "string" then say("w2 7 err " .. kind(e)) else error(e, 0) end end
      do local ok, e = pcall(function() shield(T.w1) end)
        if ok then say("w2 8 ok") elseif type(e) == "string" then say("w2 8 err " .. kind(e)) else error(e, 0) end end
      say("w2 got " .. q:get())
    end)
      if is(e, Cancelled) then say("w2 6 cancelled err")
        error("X6", 0)
      elseif not ok then error(e, 0) end end
    do local ok, e = pcall(timeout, 1, function()
      do local _ <close> = cd:hold()
        cd:notify(1)
      end
      do local ok, e = pcall(function() shield(T.w1) end)
        if ok then say("w2 12 ok") elseif type(e) == "string" then say("w2 12 err " .. kind(e)) else error(e, 0) end end
    end)
      if is(e, Timeout) then say("w2 10 timeout") elseif not ok then error(e, 0) end end
  end)
    if is(e, Timeout) then say("w2 5 timeout") elseif not ok then error(e, 0) end end
  do local ok, e = pcall(function()
    if T.w4 then say("w2 cancels w4 " .. yn(T.w4:cancel())) end
    local function f16()
      say("w2.f16 17")
      say("w2.f16 size " .. q:size())
      if not q:empty() then say("w2.f16 took " .. q:get_nowait()) end
      error("E20", 0)
    end
    local function f21()
      say("w2.f21 22")
      do local ok, e = pcall(function()
        say("w2.f21 got " .. q:get())
        sleep(1)
        say("w2.f21 26")
        say("w2.f21 28")
      end)
        if is(e, Cancelled) then say("w2.f21 23 cancelled cleanup")
          sleep(0)
          say("w2.f21 23 cleaned")
          error(e, 0)
        elseif not ok then error(e, 0) end end
      local function f30()
        say("w2.f21.f30 31")
        if T.w4 then say("w2.f21.f30 cancels w4 " .. yn(T.w4:cancel())) end
        if T.w2 then say("w2.f21.f30 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
        if T.w4 then say("w2.f21.f30 cancels w4 " .. yn(T.w4:cancel())) end
        return "f30"
      end
      for _, x in ipairs(gather({ spawn("f30", f30) }, { return_errors = true })) do
        say("w2.f21 29 " .. (x.ok and x.value or kind(x.error)))
      end
      return "f21"
    end
    do local dn, pn = wait({ spawn("f16", f16), spawn("f21", f21) }, { return_when = "all", timeout = nil })
      say("w2 15 done " .. #dn .. " pending " .. #pn) end
    do local ok, e = pcall(function() shield(T.w1) end)
      if ok then say("w2 35 ok") elseif type(e) == "string" then say("w2 35 err " .. kind(e)) else error(e, 0) end end
  end)
    if is(e, Cancelled) then say("w2 13 cancelled err")
      error("X13", 0)
    elseif not ok then error(e, 0) end end
  do local _ <close> = sm:hold()
    say("w2 37 in")
    sleep(1)
    say("w2 39")
    current():cancel()
    sleep(1)
    say("w2 42")
  end
  ev:clear()
  say("w2 44 end")
end
local function w3()
  local function f46()
    say("w3.f46 47")
    do local _ <close> = lk:hold()
      say("w3.f46 49 in")
      local function f51()
        say("w3.f46.f51 52")
        sleep(0)
        say("w3.f46.f51 54")
        return "f51"
      end
      local function f55()
        say("w3.f46.f55 56")
        ev:wait()
        say("w3.f46.f55 58 ev")
        current():cancel()
        say("w3.f46.f55 61")
        return "f55"
      end
      local function f62()
        say("w3.f46.f62 63")
        sleep(2)
        say("w3.f46.f62 65")
        return "f62"
      end
      do local ok, e = pcall(function() for t in as_completed({ spawn("f51", f51), spawn("f55", f55), spawn("f62", f62) }, { timeout = 1 }) do say("w3.f46 50 next " .. t:result()) end end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w3.f46 50 err " .. kind(e)) else error(e, 0) end end end
    end
    return "f46"
  end
  local function f66()
    say("w3.f66 67")
    say("w3.f66 69")
    error("E70", 0)
  end
  local function f71()
    say("w3.f71 72")
    say("w3.f71 74")
    do local _ <close> = cd:hold()
      cd:notify(1)
    end
    return "f71"
  end
  for _, x in ipairs(gather({ spawn("f46", f46), spawn("f66", f66), spawn("f71", f71) }, { return_errors = true })) do
    say("w3 45 " .. (x.ok and x.value or kind(x.error)))
  end
  ev:wait()
  say("w3 77 ev")
  say("w3 79")
  say("w3 80 end")
end
local function w4()
  do local _ <close> = sm:hold()
    say("w4 82 in")
    sleep(0)
    say("w4 84")
    say("w4 count " .. current():cancelling())
  end
  do local ok, e = pcall(timeout, 0, function()
    do local _ <close> = cd:hold()
      cd:notify(2)
    end
    say("w4 89")
  end)
    if is(e, Timeout) then say("w4 86 timeout") elseif not ok then error(e, 0) end end
  if T.w4 then say("w4 cancels w4 " .. yn(T.w4:cancel())) end
  say("w4 91 end")
end
local function w5()
  say("w5 count " .. current():cancelling())
  do local ok, e = pcall(timeout, 0, function()
    sleep(3)
    say("w5 95")
    ev:wait()
    say("w5 97 ev")
  end)
    if is(e, Timeout) then say("w5 93 timeout") elseif not ok then error(e, 0) end end
  sleep(2)
  say("w5 99")
  sleep(3)
  say("w5 101")
  say("w5 102 end")
end
local function w6()
  do local ok, e = pcall(function() T.w2:await() end)
    if ok then say("w6 103 ok") elseif type(e) == "string" then say("w6 103 err " .. kind(e)) else error(e, 0) end end
  do local _ <close> = defer(function()
    sleep(1)
    say("w6 104 finally")
  end)
    say("w6 106")
  end
  sleep(1)
  say("w6 108")
  if not q:empty() then say("w6 took " .. q:get_nowait()) end
  say("w6 110 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
T.w6 = spawn('w6', w6)
sleep(1)
ev:set()
if not q:full() then q:put_nowait(0) end
sleep(30)
say('main ends')
