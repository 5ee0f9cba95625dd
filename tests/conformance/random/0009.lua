-- random program 9
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
local lk, sm, ev, cd, br, q = lock(), semaphore(1), event(), condition(), barrier(2), queue(1)
local function w1()
  say("w1 2")
  do local _ <close> = lk:hold()
    say("w1 4 in")
    do local ok, e = pcall(function()
      do local _ <close> = lk:hold()
        say("w1 7 in")
        if T.w1 then say("w1 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
        if not q:full() then q:put_nowait(9) end
        sleep(3)
        say("w1 11")
      end
    end)
      if is(e, Cancelled) then say("w1 5 cancelled uncancel")
        say("w1 5 uncancel " .. current():uncancel())
      elseif not ok then error(e, 0) end end
    do local ok, e = pcall(timeout, 1, function()
      if T.w1 then say("w1 cancels w1 " .. yn(T.w1:cancel())) end
    end)
      if is(e, Timeout) then say("w1 12 timeout") elseif not ok then error(e, 0) end end
    ev:set()
  end
  ev:clear()
  say("w1 16 end")
end
local function w2()
  do local _ <close> = cd:hold()
    cd:wait()
    say("w2 18 woken")
  end
  sleep(1)
  say("w2 20")
  say("w2 21 end")
end
local function w3()
  if T.w4 then say("w3 cancels w4 " .. yn(T.w4:cancel())) end
  sleep(1)
  say("w3 24")
  if not q:empty() then say("w3 took " .. q:get_nowait()) end
  say("w3 26 end")
end
local function w4()
  do local _ <close> = cd:hold()
    cd:notify(2)
  end
  sleep(1)
  say("w4 29")
  say("w4 31")
  do local ok, e = pcall(timeout, 0, function()
    local function f34()
      say("w4.f34 35")
      if T.w4 then say("w4.f34 cancels w4 " .. yn(T.w4:cancel())) end
      return "f34"
    end
    do local ok, e = pcall(function() say("w4 33 got " .. table.concat({ gather { spawn("f34", f34) } }, " ")) end)
      if not ok then if type(e) == "string" then say("w4 33 err " .. kind(e)) else error(e, 0) end end end
    ev:set()
  end)
    if is(e, Timeout) then say("w4 32 timeout") elseif not ok then error(e, 0) end end
  say("w4 barrier " .. br:wait())
  say("w4 39 end")
end
local function w5()
  ev:set()
  local function f42()
    say("w5.f42 43")
    do local _ <close> = lk:hold()
      say("w5.f42 45 in")
      sleep(1)
      say("w5.f42 47")
    end
    return "f42"
  end
  do local dn, pn = wait({ spawn("f42", f42) }, { return_when = "all", timeout = nil })
    say("w5 41 done " .. #dn .. " pending " .. #pn) end
  say("w5 48 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
T.w4 = spawn('w4', w4)
T.w5 = spawn('w5', w5)
ev:set()
if not q:full() then q:put_nowait(0) end
sleep(2)
sleep(2)
sleep(0)
sleep(30)
say('main ends')
