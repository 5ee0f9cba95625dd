-- random program 152
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
  sleep(0)
  say("w1 3")
  ev:set()
  local function f6()
    say("w1.f6 7")
    do local _ <close> = sm:hold()
      say("w1.f6 9 in")
      say("w1.f6 barrier " .. br:wait())
      say("w1.f6 got " .. q:get())
    end
    return "f6"
  end
  do local ok, e = pcall(function() for t in as_completed({ spawn("f6", f6) }, { timeout = nil }) do say("w1 5 next " .. t:result()) end end)
    if not ok then if type(e) == "string" or is(e, Timeout) then say("w1 5 err " .. kind(e)) else error(e, 0) end end end
  sleep(1)
  say("w1 13")
  say("w1 14 end")
end
local function w2()
  say("w2 barrier " .. br:wait())
  if T.w5 then say("w2 sees w5 " .. yn(T.w5:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  say("w2 17 end")
end
local function w3()
  do local ok, e = pcall(function()
    if not q:empty() then say("w3 took " .. q:get_nowait()) end
    local function f21()
      say("w3.f21 22")
      sleep(0)
      say("w3.f21 24")
      sleep(0)
      say("w3.f21 26")
      error("E27", 0)
    end
    local function f28()
      say("w3.f28 29")
      say("w3.f28 got " .. q:get())
      return "f28"
    end
    local function f31()
      say("w3.f31 32")
      do local _ <close> = sm:hold()
        say("w3.f31 34 in")
        sleep(5)
        say("w3.f31 36")
        sleep(1)
        say("w3.f31 38")
      end
      return "f31"
    end
    for _, x in ipairs(gather({ spawn("f21", f21), spawn("f28", f28), spawn("f31", f31) }, { return_errors = true })) do
      say("w3 20 " .. (x.ok and x.value or kind(x.error)))
    end
  end)
    if is(e, Cancelled) then say("w3 18 cancelled cleanup")
      sleep(1)
      say("w3 18 cleaned")
      error(e, 0)
    elseif not ok then error(e, 0) end end
  do local _ <close> = lk:hold()
    say("w3 40 in")
    do local ok, e = pcall(function()
      ev:set()
    end)
      if is(e, Cancelled) then say("w3 41 cancelled err")
        error("X41", 0)
      elseif not ok then error(e, 0) end end
    do local _ <close> = lk:hold()
      say("w3 44 in")
      local function f46()
        say("w3.f46 47")
        ev:set()
        say("w3.f46 got " .. q:get())
        current():cancel()
        return "f46"
      end
      local function f51()
        say("w3.f51 52")
        ev:set()
        if T.w5 then say("w3.f51 cancels w5 " .. yn(T.w5:cancel())) end
        return "f51"
      end
      do local dn, pn = wait({ spawn("f46", f46), spawn("f51", f51) }, { return_when = "first", timeout = 1 })
        say("w3 45 done " .. #dn .. " pending " .. #pn) end
      if T.w1 then say("w3 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
    end
    say("w3 barrier " .. br:wait())
  end
  do local ok, e = pcall(timeout, 0, function()
    do local ok, e = pcall(timeout, 1, function()
      if not q:empty() then say("w3 took " .. q:get_nowait()) end
      say("w3 size " .. q:size())
    end)
      if is(e, Timeout) then say("w3 58 timeout") elseif not ok then error(e, 0) end end
  end)
    if is(e, Timeout) then say("w3 57 timeout") elseif not ok then error(e, 0) end end
  do local ok, e = pcall(timeout, 1, function()
    ev:wait()
    say("w3 63 ev")
  end)
    if is(e, Timeout) then say("w3 61 timeout") elseif not ok then error(e, 0) end end
  say("w3 64 end")
end
local function w4()
  say("w4 got " .. q:get())
  if T.w5 then say("w4 cancels w5 " .. yn(T.w5:cancel())) end
  do local ok, e = pcall(function()
    local function f69()
      say("w4.f69 70")
      do local ok, e = pcall(function() T.w2:await() end)
        if ok then say("w4.f69 71 ok") elseif type(e) == "string" then say("w4.f69 71 err " .. kind(e)) else error(e, 0) end end
      say("w4.f69 73")
      return "f69"
    end
    do local ok, e = pcall(function() say("w4 68 " .. wait_for(3, spawn("f69", f69))) end)
      if not ok then if type(e) == "string" or is(e, Timeout) then say("w4 68 err " .. kind(e)) else error(e, 0) end end end
  end)
    if is(e, Cancelled) then say("w4 67 cancelled raise")
      error(e, 0)
    elseif not ok then error(e, 0) end end
  if not q:full() then q:put_nowait(74) end
  if not q:full() then q:put_nowait(75) end
  say("w4 76 end")
end
local function w5()
  do local _ <close> = defer(function()
    say("w5 77 finally")
  end)
    do local _ <close> = cd:hold()
      cd:notify(2)
    end
  end
  sleep(0)
  say("w5 80")
  say("w5 81 end")
end
local function w6()
  say("w6 83")
  sleep(2)
  say("w6 85")
  do local _ <close> = cd:hold()
    cd:notify(1)
  end
  if T.w2 then say("w6 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  say("w6 88 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
T.w6 = spawn('w6', w6)
sleep(2)
sleep(30)
say('main ends')
