-- random program 189
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
  do local ok, e = pcall(timeout, 0, function()
    say("w1 3")
    sleep(1)
    say("w1 5")
    if not q:full() then q:put_nowait(6) end
  end)
    if is(e, Timeout) then say("w1 1 timeout") elseif not ok then error(e, 0) end end
  if T.w3 then say("w1 sees w3 " .. yn(T.w3:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  say("w1 8 end")
end
local function w2()
  do local ok, e = pcall(timeout, 0, function()
    ev:set()
    do local ok, e = pcall(function()
      say("w2 13")
    end)
      if is(e, Cancelled) then say("w2 11 cancelled uncancel")
        say("w2 11 uncancel " .. current():uncancel())
      elseif not ok then error(e, 0) end end
    do local ok, e = pcall(timeout, 1, function()
      if T.w2 then say("w2 cancels w2 " .. yn(T.w2:cancel())) end
      local function f17()
        say("w2.f17 18")
        if not q:empty() then say("w2.f17 took " .. q:get_nowait()) end
        say("w2.f17 21")
        return "f17"
      end
      do local ok, e = pcall(function() for t in as_completed({ spawn("f17", f17) }, { timeout = 5 }) do say("w2 16 next " .. t:result()) end end)
        if not ok then if type(e) == "string" or is(e, Timeout) then say("w2 16 err " .. kind(e)) else error(e, 0) end end end
      do local _ <close> = lk:hold()
        say("w2 23 in")
        sleep(0)
        say("w2 25")
      end
    end)
      if is(e, Timeout) then say("w2 14 timeout") elseif not ok then error(e, 0) end end
  end)
    if is(e, Timeout) then say("w2 9 timeout") elseif not ok then error(e, 0) end end
  do local ok, e = pcall(function()
    sleep(2)
    say("w2 28")
    sleep(2)
    say("w2 30")
  end)
    if is(e, Cancelled) then say("w2 26 cancelled uncancel")
      say("w2 26 uncancel " .. current():uncancel())
    elseif not ok then error(e, 0) end end
  say("w2 31 end")
end
local function w3()
  local function f33()
    say("w3.f33 34")
    say("w3.f33 count " .. current():cancelling())
    do local _ <close> = cd:hold()
      cd:wait()
      say("w3.f33 37 woken")
    end
    local function f39()
      say("w3.f33.f39 40")
      local function f42()
        say("w3.f33.f39.f42 43")
        if not q:empty() then say("w3.f33.f39.f42 took " .. q:get_nowait()) end
        return "f42"
      end
      for _, x in ipairs(gather({ spawn("f42", f42) }, { return_errors = true })) do
        say("w3.f33.f39 41 " .. (x.ok and x.value or kind(x.error)))
      end
      sleep(2)
      say("w3.f33.f39 46")
      return "f39"
    end
    do local ok, e = pcall(task_group, function(tg)
      tg:spawn("f39", f39)
      say("w3.f33 barrier " .. br:wait())
    end)
      if is(e, ErrorGroup) then say("w3.f33 38 " .. kind(e)) elseif not ok then error(e, 0) end end
    return "f33"
  end
  for _, x in ipairs(gather({ spawn("f33", f33) }, { return_errors = true })) do
    say("w3 32 " .. (x.ok and x.value or kind(x.error)))
  end
  local function f49()
    say("w3.f49 50")
    if T.w3 then say("w3.f49 cancels w3 " .. yn(T.w3:cancel())) end
    do local _ <close> = cd:hold()
      cd:notify(2)
    end
    return "f49"
  end
  local function f53()
    say("w3.f53 54")
    sleep(2)
    say("w3.f53 56")
    sleep(3)
    say("w3.f53 58")
    ev:set()
    return "f53"
  end
  local function f60()
    say("w3.f60 61")
    if not q:full() then q:put_nowait(62) end
    q:put(63)
    say("w3.f60 64 put 63")
    say("w3.f60 66")
    return "f60"
  end
  do local dn, pn = wait({ spawn("f49", f49), spawn("f53", f53), spawn("f60", f60) }, { return_when = "first_error", timeout = nil })
    say("w3 48 done " .. #dn .. " pending " .. #pn) end
  if T.w2 then say("w3 sees w2 " .. yn(T.w2:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  say("w3 68 end")
end
local function w4()
  do local ok, e = pcall(timeout, 1, function()
    sleep(1)
    say("w4 71")
    say("w4 count " .. current():cancelling())
    if T.w2 then say("w4 cancels w2 " .. yn(T.w2:cancel())) end
  end)
    if is(e, Timeout) then say("w4 69 timeout") elseif not ok then error(e, 0) end end
  sleep(0)
  say("w4 75")
  if not q:full() then q:put_nowait(76) end
  say("w4 got " .. q:get())
  say("w4 78 end")
end
local function w5()
  do local ok, e = pcall(function() shield(T.w2) end)
    if ok then say("w5 79 ok") elseif type(e) == "string" then say("w5 79 err " .. kind(e)) else error(e, 0) end end
  sleep(2)
  say("w5 81")
  do local _ <close> = cd:hold()
    cd:notify(2)
  end
  say("w5 83 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
sleep(1)
sleep(3)
sleep(1)
say('main cancels w5 ' .. yn(T.w5:cancel()))
sleep(5)
if not q:full() then q:put_nowait(0) end
sleep(5)
say('main ends')
