-- random program 183
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
  if T.w1 then say("w1 sees w1 " .. yn(T.w1:done()) .. " " .. yn(lk:locked()) .. " " .. yn(sm:locked())) end
  sleep(5)
  say("w1 3")
  sleep(0)
  say("w1 5")
  sleep(0)
  say("w1 7")
  say("w1 8 end")
end
local function w2()
  say("w2 size " .. q:size())
  local function f11()
    say("w2.f11 12")
    if T.w3 then say("w2.f11 cancels w3 " .. yn(T.w3:cancel())) end
    say("w2.f11 15")
    do local ok, e = pcall(function()
      do local ok, e = pcall(function() shield(T.w1) end)
        if ok then say("w2.f11 17 ok") elseif type(e) == "string" then say("w2.f11 17 err " .. kind(e)) else error(e, 0) end end
      do local ok, e = pcall(timeout, 2, function()
        sleep(0)
        say("w2.f11 20")
      end)
        if is(e, Timeout) then say("w2.f11 18 timeout") elseif not ok then error(e, 0) end end
      say("w2.f11 barrier " .. br:wait())
    end)
      if is(e, Cancelled) then say("w2.f11 16 cancelled raise")
        error(e, 0)
      elseif not ok then error(e, 0) end end
    return "f11"
  end
  local function f22()
    say("w2.f22 23")
    do local ok, e = pcall(timeout, 1, function()
      do local ok, e = pcall(function() T.w1:await() end)
        if ok then say("w2.f22 25 ok") elseif type(e) == "string" then say("w2.f22 25 err " .. kind(e)) else error(e, 0) end end
      do local _ <close> = cd:hold()
        cd:wait()
        say("w2.f22 27 woken")
      end
    end)
      if is(e, Timeout) then say("w2.f22 24 timeout") elseif not ok then error(e, 0) end end
    ev:wait()
    say("w2.f22 29 ev")
    return "f22"
  end
  local function f30()
    say("w2.f30 31")
    ev:set()
    sleep(0)
    say("w2.f30 34")
    return "f30"
  end
  do local dn, pn = wait({ spawn("f11", f11), spawn("f22", f22), spawn("f30", f30) }, { return_when = "first_error", timeout = 1 })
    say("w2 10 done " .. #dn .. " pending " .. #pn) end
  if not q:full() then q:put_nowait(35) end
  q:put(36)
  say("w2 37 put 36")
  sleep(1)
  say("w2 39")
  say("w2 40 end")
end
local function w3()
  say("w3 42")
  do local _ <close> = cd:hold()
    cd:notify(1)
  end
  say("w3 44 end")
end
T.w1 = spawn('w1', w1)
T.w2 = spawn('w2', w2)
T.w3 = spawn('w3', w3)
say('main cancels w1 ' .. yn(T.w1:cancel()))
sleep(30)
say('main ends')
